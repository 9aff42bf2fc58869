/** The rules on disk: every `rules/<axis>/<id>/README.md`, read and checked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRuleReadme, type RuleReadme } from './rule-readme.ts';

export interface RuleFolder {
  readonly axis: string;
  readonly id: string;
  /** Path of the README from the root of the checkout. */
  readonly path: string;
  readonly readme: RuleReadme;
  /** Whether `rule.ts` stands beside it. */
  readonly hasCode: boolean;
}

/** All rule folders under `root`, sorted by id. */
export function readRules(root: string): RuleFolder[] {
  const folders: RuleFolder[] = [];
  for (const axis of foldersIn(join(root, 'rules'))) {
    for (const id of foldersIn(join(root, 'rules', axis))) {
      // Git does not keep empty folders: one is nothing yet.
      if (readdirSync(join(root, 'rules', axis, id)).length === 0) continue;
      const path = `rules/${axis}/${id}/README.md`;
      const page = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
      folders.push({
        axis,
        id,
        path,
        readme: parseRuleReadme(page, axis, id),
        hasCode: existsSync(join(root, 'rules', axis, id, 'rule.ts')),
      });
    }
  }
  return folders.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
