/** `npm run new-rule <axis> <id>`: the two files of a new rule, ready to be filled in, and the generated files. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AXES } from '../src/model/finding.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [axis = '', id = ''] = process.argv.slice(2);
const folder = join(root, 'rules', axis, id);

const problem = problemWith();
if (problem === null) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'README.md'), readme());
  writeFileSync(join(folder, 'rule.ts'), code());
  // What it says of other rules is shown and does not undo this one.
  spawnSync(process.execPath, [join(root, 'scripts/gen.ts')], { stdio: 'inherit' });
  console.log(
    `Wrote rules/${axis}/${id}/README.md and rule.ts. Its test: npm run test:unit -- test/rules.test.ts -t ${axis}/${id}`,
  );
} else {
  console.error(problem);
  process.exitCode = 2;
}

function problemWith(): string | null {
  if (!AXES.some((known) => known === axis))
    return `Usage: npm run new-rule <axis> <id>, with one of the axes ${AXES.join(', ')}.`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    return `"${id}" is not a rule id: write it in kebab-case, as in blocking-call-in-async.`;
  return existsSync(folder) ? `rules/${axis}/${id} exists already: ids are never reused.` : null;
}

function readme(): string {
  const title = id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
  return `---
severity: minor
confidence: medium
stage: preview
title:
  en: ${title}
  fr: ${title}
message:
  en: "\`{name}\` is …"
  fr: "\`{name}\` est …"
remedy:
  en: "…"
  fr: "…"
---

## What it catches

…

## Why it matters

…

## How to fix it

…

## Known limits

…

## En français

…

## Examples

### What is reported

\`\`\`py file=app/bad.py
def smell():  # finding: smell
    pass
\`\`\`

\`\`\`py file=app/good.py
def fine():
    pass
\`\`\`
`;
}

function code(): string {
  return `import { defineFileRule, type Found, placeIn } from '../../../src/rulekit/index.ts';

export default defineFileRule(({ file }) => {
  const found: Found[] = [];
  for (const statement of file.facts.python?.body ?? []) {
    if (statement.k !== 'def' || statement.name !== 'smell') continue;
    const { name } = statement;
    found.push({ at: placeIn(file, statement.head), subject: name, symbol: name, values: { name } });
  }
  return found;
});
`;
}
