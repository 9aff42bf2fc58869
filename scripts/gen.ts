/**
 * `npm run gen`: rule READMEs → rules/registry.generated.ts and docs/rules.md; src/facts → its version. With `--check` nothing is written, and
 * a stale file is an error. A rule whose README is wrong is left out and named; the others are still generated.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AXES, type Axis, type RuleMeta } from '../src/model/finding.ts';
import { VERSION_FILE, versionFile } from './facts-version.ts';
import { type RuleFolder, readRules } from './rule-tree.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.includes('--check'));

function main(checkOnly: boolean): number {
  const folders = readRules(root);
  const problems = folderProblems(folders);
  for (const [path, text] of generate(folders)) {
    const stale = !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text;
    if (!stale) continue;
    if (checkOnly) problems.push(`${path} is stale: run "npm run gen" and commit the result.`);
    else writeFileSync(join(root, path), text);
  }
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

/** What is wrong with the rules, one sentence each, with file and line. */
export function folderProblems(folders: readonly RuleFolder[]): string[] {
  const axisOf = new Map<string, string>();
  return folders.flatMap(({ path, id, axis, readme, hasCode }) => {
    const problems = readme.errors.map((error) => `${path}:${error.line}: ${error.message}`);
    if (!hasCode) problems.push(`${path}:1: there is no rule.ts beside it: write one, or remove the folder`);
    const other = axisOf.get(id);
    if (other !== undefined)
      problems.push(`${path}:1: the id "${id}" is taken by rules/${other}/${id}: ids are unique`);
    axisOf.set(id, axis);
    return problems;
  });
}

/** The generated files: path → text. */
export function generate(folders: readonly RuleFolder[]): Map<string, string> {
  const ready = folders.filter((folder) => folder.hasCode).flatMap(({ readme }) => readme.meta ?? []);
  return new Map([
    ['rules/registry.generated.ts', registry(ready)],
    ['docs/rules.md', cataloguePage(ready)],
    [VERSION_FILE, versionFile(root)],
  ]);
}

function registry(metas: readonly RuleMeta[]): string {
  const imports = metas.map((meta, i) => `import rule${i} from './${meta.axis}/${meta.id}/rule.ts';`);
  const entries = metas.map(
    (meta, i) => `  { rule: rule${i}, meta: ${JSON.stringify(meta, null, 2).replaceAll('\n', '\n  ')} },`,
  );
  return `// Written by "npm run gen" from rules/*/*/README.md. Do not edit.
import type { CatalogueEntry } from '../src/rulekit/catalogue.ts';
${imports.join('\n')}

/** Every rule, sorted by id. */
export const catalogue: readonly CatalogueEntry[] = [
${entries.join('\n')}
];
`;
}

function cataloguePage(metas: readonly RuleMeta[]): string {
  const axes = AXES.filter((axis) => metas.some((meta) => meta.axis === axis));
  return `<!-- Written by "npm run gen" from rules/*/*/README.md. Do not edit. -->
# Rules

${metas.length} rules. A rule in \`preview\` is shown in reports; it never comments, never gates and never costs points.

${axes.map((axis) => axisTable(axis, metas)).join('\n\n')}
`;
}

function axisTable(axis: Axis, metas: readonly RuleMeta[]): string {
  const rows = metas
    .filter((meta) => meta.axis === axis)
    .map((meta) => {
      const title = meta.title.en.replaceAll('|', '\\|');
      return `| [${meta.id}](../rules/${axis}/${meta.id}/README.md) | ${meta.severity} | ${meta.stage} | ${title} |`;
    });
  const heading = axis.charAt(0).toUpperCase() + axis.slice(1);
  return `## ${heading}\n\n| rule | severity | stage | what |\n|---|---|---|---|\n${rows.join('\n')}`;
}
