/** What stands around the code of a repository: how it is packed, described, checked and commanded. */
import { entriesOf, entryOf, valueAt } from '../model/data-walk.ts';
import type { Project } from '../model/project.ts';

/** Files by which a program is packed or handed to a platform. */
const PACKED =
  /(^|\/)((docker|container)file([._-][\w.-]+)?|[\w.-]+\.dockerfile|[^/]*compose[\w.-]*\.ya?ml|procfile[\w.]*|render[\w.-]*\.ya?ml|fly[\w.-]*\.toml|railway\.(toml|json)|nixpacks\.toml|vercel\.json|netlify\.toml|app\.(ya?ml|json)|heroku\.yml|manifest\.ya?ml|serverless\.ya?ml|template\.ya?ml|samconfig\.toml|zappa_settings\.\w+|cloudbuild\.ya?ml|apprunner\.ya?ml|buildspec\.ya?ml|appspec\.ya?ml|chart\.ya?ml|kustomization\.ya?ml|skaffold\.ya?ml|snapcraft\.ya?ml|flake\.nix|default\.nix|vagrantfile|project\.toml|wsgi\.ini|uwsgi\.ini|passenger_wsgi\.py|web\.config|[\w@.-]+\.service|supervisord?\.conf|ecosystem\.config\.js|nixpacks\.json|modal_app\.py)$|\.(tf|bicep|spec)$|(^|\/)(\.ebextensions|\.platform|ansible|playbooks|debian|k8s|kubernetes|helm|charts?)\//i;

/** Whether anything in the repository says how the application is run elsewhere. */
export function isPacked(project: Project): boolean {
  return (
    project.paths().some((path) => PACKED.test(path)) ||
    project.deployment().manifests.some(({ kind }) => kind === 'kubernetes')
  );
}

/** Whether somebody who opens the repository, or one of its parts, is told what it is. */
export function hasReadme(project: Project): boolean {
  return project.paths().some((path) => /^([^/]+\/)?(read_?me|lisez-?moi|leia-?me|l[ei]eme)[^/]*$/i.test(path));
}

const HOOKS =
  /(^|\/)(\.pre-commit-config\.ya?ml|prek\.toml|lefthook[\w-]*\.ya?ml|\.lefthook[\w-]*\.ya?ml|\.overcommit\.yml|\.trunk\/trunk\.ya?ml)$|(^|\/)(\.husky|\.githooks|githooks|git-hooks|hooks\/pre-commit)/i;
const LINT_FILES =
  /(^|\/)(\.?ruff\.toml|\.flake8|\.?pylintrc|mypy\.ini|\.mypy\.ini|pyrightconfig\.json|\.style\.yapf|\.isort\.cfg|\.prospector\.ya?ml|\.pre-commit[^/]*)$/i;
const LINTERS = [
  'ruff',
  'black',
  'flake8',
  'mypy',
  'pylint',
  'isort',
  'pyright',
  'basedpyright',
  'yapf',
  'autopep8',
  'ty',
  'pyrefly',
];
const LINTS = new RegExp(`\\b(${LINTERS.join('|')}|pre-commit|prek|pycodestyle|lint)\\b`);

/** Whether anything looks at the code before it is merged, other than its tests: hooks, a configured linter, a job. */
export function hasCodeChecks(project: Project): boolean {
  if (project.paths().some((path) => HOOKS.test(path) || LINT_FILES.test(path))) return true;
  const { manifests } = project.deployment();
  const inJobs = manifests.some(
    ({ kind, services }) =>
      kind === 'workflow' && services.some(({ commands }) => commands.some(({ text }) => LINTS.test(text))),
  );
  if (inJobs) return true;
  return (
    project.eachFile('toml', 'lint-tables', ({ facts }) => {
      const tool = (facts.documents ?? []).map((document) => valueAt(document, 'tool'));
      return tool.some((node) => LINTERS.some((name) => entryOf(node, name))) ? [true] : [];
    }).length > 0 ||
    project.eachFile('ini', 'lint-sections', ({ facts }) =>
      (facts.documents ?? []).some((document) =>
        entriesOf(document).some(({ key }) => LINTERS.some((name) => key.startsWith(name))),
      )
        ? [true]
        : [],
    ).length > 0 ||
    project.eachFile('text', 'lint-scripts', ({ facts }) =>
      (facts.script ?? []).some(({ text }) => LINTS.test(text)) ? [true] : [],
    ).length > 0
  );
}

const RUNNERS =
  /(^|\/)(gnumakefile|makefile|[\w.-]+\.mk|\.?justfile|taskfile[\w.-]*\.ya?ml|tox\.ini|noxfile\.py|tasks\.py|dodo\.py|fabfile\.py|pavement\.py|rakefile|earthfile|magefile\.go|mise\.toml|\.mise\.toml|pixi\.toml|manage\.py|run_tests\.sh|dev\.sh|run\.sh|build\.(sh|py|gradle)|devenv\.nix)$|^package\.json$|^(scripts|bin|script|tools)\/[^/]+$|^[^/]+\/(scripts|bin)\/[^/]+\.(sh|bash)$/i;

/** Whether common commands are written down where they can be run. */
export function hasTaskRunner(project: Project): boolean {
  if (project.paths().some((path) => RUNNERS.test(path))) return true;
  return (
    project.eachFile('toml', 'task-tables', ({ facts }) => {
      const documents = facts.documents ?? [];
      const says = (...path: string[]) => documents.some((document) => valueAt(document, ...path) !== null);
      return says('tool', 'poe') ||
        says('tool', 'taskipy') ||
        says('tool', 'pdm', 'scripts') ||
        says('tool', 'hatch', 'envs') ||
        says('scripts') ||
        says('tool', 'pixi')
        ? [true]
        : [];
    }).length > 0
  );
}
