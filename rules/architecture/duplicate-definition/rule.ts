import { type Copied, definitionsByText } from '../../../src/rulekit/definitions.ts';
import { defineProjectRule, type Found, type Project, placeIn } from '../../../src/rulekit/index.ts';

interface Pair {
  readonly kept: Copied;
  readonly copy: Copied;
}

export default defineProjectRule<{ readonly minStatements: number }>(({ project, options }) => {
  const groups = definitionsByText(project, options.minStatements);
  const pairs = groups.flatMap((group) => pairsOf(project, group));
  return [...Map.groupBy(pairs, ({ kept }) => kept.file.path).values()].flatMap((group) => foundOf(group) ?? []);
});

/** Copies in one program: what is deployed by itself, or is one of several variants side by side, is no copy. */
function pairsOf(project: Project, group: readonly Copied[]): Pair[] {
  const [kept, ...copies] = group;
  if (!kept) return [];
  return copies
    .filter(
      (copy) =>
        rootOf(project, copy.file.path) === rootOf(project, kept.file.path) &&
        !isVariant(kept.file.path, copy.file.path),
    )
    .map((copy) => ({ kept, copy }));
}

const MANIFEST = /^(.+)\/(pyproject\.toml|setup\.py|setup\.cfg|requirements\.txt|Dockerfile|Pipfile|package\.json)$/;

function rootOf(project: Project, path: string): string {
  const roots = project.memo(
    'deployed-folders',
    (at) => new Set(at.paths().flatMap((one) => MANIFEST.exec(one)?.[1] ?? [])),
  );
  const folders = path.split('/').slice(0, -1);
  for (let depth = folders.length; depth > 0; depth--) {
    const folder = folders.slice(0, depth).join('/');
    if (roots.has(folder)) return folder;
  }
  return '';
}

/** `providers/a/client.py` and `providers/b/client.py`, `v1/users.py` and `v2/users.py`: made to be alike. */
function isVariant(a: string, b: string): boolean {
  const [left, right] = [a.split('/'), b.split('/')];
  if (left.length !== right.length) return false;
  return left.at(-1) === right.at(-1) && left.filter((part, index) => part !== right[index]).length === 1;
}

/** Statements from which on a copy is no helper any more. */
const LARGE = 40;

/** One for the file that keeps its definitions: each copy elsewhere is a part, so that another copy is new. */
function foundOf(pairs: readonly Pair[]): Found | null {
  const [first] = pairs;
  if (!first) return null;
  const names = new Set(pairs.map(({ kept }) => kept.def.name));
  const size = [...names].reduce(
    (sum, name) => sum + (pairs.find(({ kept }) => kept.def.name === name)?.kept.size ?? 0),
    0,
  );
  return {
    at: placeIn(first.kept.file, first.kept.def.head),
    subject: first.kept.file.path,
    symbol: '',
    values: { path: first.kept.file.path, name: first.kept.def.name, copy: first.copy.file.path },
    // A helper that stands twice is worth a word while somebody copies it, and no list of what was copied before.
    ...(pairs.some(({ kept }) => kept.isKnown) || size >= LARGE
      ? { severity: 'minor' as const }
      : { onlyNew: true as const }),
    parts: pairs.map(({ kept, copy }) => ({
      subject: `${kept.def.name} ${copy.file.path}`,
      label: `${kept.def.name} → ${copy.file.path}`,
      at: placeIn(copy.file, copy.def.head),
    })),
    related: pairs
      .slice(0, 8)
      .map(({ copy }) => ({ ...placeIn(copy.file, copy.def.head), note: 'copy', values: { name: copy.def.name } })),
  };
}
