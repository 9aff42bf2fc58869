/** Where the migrations of a repository are applied without anybody having to think of it. */

import { entriesOf, itemsOf } from '../model/data-walk.ts';
import type { DataNode } from '../model/facts.ts';
import type { Project, SourceFile } from '../model/project.ts';
import type { Expr } from '../model/python.ts';
import { subexpressions } from '../model/python-walk.ts';
import { codeOf } from './code.ts';
import { migrates } from './commands.ts';
import type { Launch } from './launches.ts';

/** Whether a service applies migrations itself, when it starts or before. */
export function launchMigrates(project: Project, { commands, runs, service, stages }: Launch): boolean {
  return (
    migrates(service.name) ||
    commands.some(({ text }) => migrates(text)) ||
    service.commands.some(({ text }) => migrates(text)) ||
    stages.some((stage) => stage.runs.some(migrates)) ||
    runs.some((path) => migrates(path) || upgradesByCode(project, path))
  );
}

/**
 * Whether anything but a manifest's own services applies them: the application when it starts, a workflow that does not test, another
 * pipeline, a script.
 */
export function migratesElsewhere(project: Project): boolean {
  return project.memo('migrates-elsewhere', (of) => {
    const byCode = of.eachFile('python', 'upgrades-by-code', (file, at) =>
      ASIDE.test(file.path) || at.layerOf(file.path) === 'test' ? [] : upgradesIn(file),
    );
    return (
      byCode.length > 0 ||
      byWorkflow(of) ||
      of.paths().some((path) => /(^|\/)(templates|charts?|helm|k8s|kubernetes|deploy\w*)\/.*migrat/i.test(path)) ||
      of.eachFile('yaml', 'pipeline-migrates', pipelineMigrates).length > 0 ||
      of.eachFile('text', 'script-migrates', scriptMigrates).length > 0
    );
  });
}

const ASIDE = /(^|\/)(tests?|docs?|examples?|alembic|migrations|versions|node_modules)\//i;

function upgradesByCode(project: Project, path: string): boolean {
  return project.ofFile(path, 'upgrades-by-code', (file) => upgradesIn(file)).length > 0;
}

/** `command.upgrade(config, "head")` of Alembic, `upgrade()` of Flask-Migrate, `subprocess.run(["alembic", "upgrade", "head"])`. */
function upgradesIn(file: SourceFile): readonly true[] {
  const names = file.facts.python?.names ?? [];
  const asks = names.some((name) =>
    /^(upgrade|alembic|flask_migrate|subprocess|create_subprocess_\w+|system|popen|Popen)$/.test(name),
  );
  if (!asks) return [];
  const upgrades = codeOf(file).calls.some(({ call, name }) => {
    if (name !== null && /^(alembic(\.\w+)*|flask_migrate)\.(command\.)?upgrade$/.test(name)) return true;
    if (name !== null && /(^|\.)command\.upgrade$/.test(name)) return true;
    if (
      name === null ||
      !/(^|\.)(run|call|check_call|check_output|Popen|system|popen|create_subprocess_\w+|main)$/.test(name)
    )
      return false;
    const said = call.args.flatMap(textsOf).join(' ');
    return /\balembic\b/.test(said) ? /\bupgrade\b/.test(said) : /\bdb\b upgrade\b/.test(said);
  });
  return upgrades ? [true] : [];
}

function textsOf(expr: Expr): readonly string[] {
  return [expr, ...subexpressions(expr)].flatMap((one) => (one.k === 'str' ? [one.v] : []));
}

/** A job that deploys; one that tests brings its own database up to date. */
function byWorkflow(project: Project): boolean {
  return project
    .deployment()
    .manifests.filter(({ kind }) => kind === 'workflow')
    .some(({ services, path }) =>
      services.some(({ commands, name }) => {
        const texts = commands.map(({ text }) => text);
        const isTest =
          /test|lint|check|\bci\b|e2e|quality|integration/i.test(name) ||
          texts.some((text) => /\b(pytest|tox|nox|unittest)\b/.test(text));
        const deploys = /deploy|release|migrat|publish|\bcd\b|prod|staging/i.test(`${path} ${name}`);
        return (deploys || !isTest) && texts.some(migrates);
      }),
    );
}

/** GitLab, Cloud Build, CodeBuild, Azure, Bitbucket, Ansible and whatever else is written as YAML. */
function pipelineMigrates(file: SourceFile): readonly true[] {
  if (/(^|\/)[^/]*compose[^/]*$|^\.github\/|(^|\/)(tests?|docs?|locales?|mkdocs|openapi)\b/i.test(file.path)) return [];
  let left = 5_000;
  const says = (node: DataNode, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > 30) return false;
    if (node.k === 'scalar')
      return typeof node.v === 'string' && /\bupgrade\b|migrat/.test(node.v) && RUNS.test(node.v);
    if (node.k === 'seq') return itemsOf(node).some((item) => says(item, depth + 1));
    return entriesOf(node).some(({ v }) => says(v, depth + 1));
  };
  return (file.facts.documents ?? []).some((document) => says(document, 0)) ? [true] : [];
}

const RUNS = /\balembic\b[^;&|]*\bupgrade\b|\bdb\s+upgrade\b|\bmake\s+\S*migrat|\bmigrate\.(sh|py)\b|\bmigrate\b/;

/** A script that is not for somebody's own machine; of a Makefile, what deploys. */
function scriptMigrates({ path, facts }: SourceFile): readonly true[] {
  const lines = facts.script ?? [];
  if (
    lines.length === 0 ||
    /(^|\/)(tests?|docs?|examples?|\.devcontainer)\/|(^|[^a-z])(test|tests|dev|local|ci|setup-dev|devcontainer|reset)([^a-z]|$)/i.test(
      path,
    )
  )
    return [];
  const isMake = /(^|\/)[^/]*(makefile|justfile)[^/]*$|\.mk$/i.test(path);
  let target = '';
  for (const line of lines) {
    if (line.target) target = line.text;
    const counts = !isMake || /deploy|release|prod|staging/i.test(target.split(':', 1)[0] ?? '');
    if (counts && !line.target && /\balembic\b[^;&|]*\bupgrade\b|\bdb\s+upgrade\b|\bmigrate\b/.test(line.text))
      return [true];
  }
  return [];
}
