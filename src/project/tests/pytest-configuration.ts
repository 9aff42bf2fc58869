/** Where pytest finds its configuration, and where people wrote one that it does not read. */
import { entriesOf, entryOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { DataEntry, DataNode, FileFacts } from '../../model/facts.ts';
import { spanOf } from '../../model/span.ts';
import type { PytestConfiguration, PytestOption } from '../../model/tests.ts';
import { query } from '../db.ts';

/** In the order in which pytest looks at the files of one folder: the first that has a say is the only one. */
const FILES = ['pytest.toml', '.pytest.toml', 'pytest.ini', '.pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'];

/** https://docs.pytest.org/en/stable/reference/customize.html#configuration-file-formats */
const SECTIONS: Readonly<Record<string, string>> = {
  'pytest.toml': 'pytest',
  '.pytest.toml': 'pytest',
  'pytest.ini': 'pytest',
  '.pytest.ini': 'pytest',
  'pyproject.toml': 'tool.pytest.ini_options',
  'tox.ini': 'pytest',
  'setup.cfg': 'tool:pytest',
};

/** All configurations of the tree, in path order. */
export const pytestConfigurations = query<readonly PytestConfiguration[]>('pytest-configurations', (db) => {
  const folders = new Map<string, PytestConfiguration[]>();
  for (const path of db.paths()) {
    const slash = path.lastIndexOf('/');
    if (!FILES.includes(path.slice(slash + 1))) continue;
    const folder = path.slice(0, slash + 1);
    const own = db.get(configurationsOf, path);
    if (own.length > 0) folders.set(folder, [...(folders.get(folder) ?? []), ...own]);
  }
  return [...folders.values()].flatMap(withPrecedence).sort((a, b) => (a.path < b.path ? -1 : 1));
});

function withPrecedence(configurations: readonly PytestConfiguration[]): readonly PytestConfiguration[] {
  const rank = ({ path }: PytestConfiguration) => FILES.indexOf(nameOf(path));
  // `pytest.ini` counts even where nothing in it is read.
  const counting = configurations.filter((one) => one.ignored === null || /^\.?pytest\./.test(nameOf(one.path)));
  const [winner] = counting.toSorted((a, b) => rank(a) - rank(b));
  return configurations.map((one) =>
    winner && !isOfNinth(winner) && one.path !== winner.path && one.ignored === null
      ? { ...one, ignored: { by: winner.path } }
      : one,
  );
}

/** pytest 9 reads these first, and its predecessors do not know them: who wins depends on what is installed. */
function isOfNinth({ path, section }: PytestConfiguration): boolean {
  return path.endsWith('pytest.toml') || section === 'tool.pytest';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const configurationsOf = query<readonly PytestConfiguration[]>('pytest-configuration', (db, path) => {
  const facts = db.facts(path);
  const [document] = facts?.documents ?? [];
  if (!facts || !document) return [];
  const expected = SECTIONS[nameOf(path)] ?? 'pytest';
  const made = (section: string, entry: DataEntry): PytestConfiguration => ({
    path,
    section,
    ignored: section === expected || section === 'tool.pytest' ? null : 'section',
    expected,
    at: {
      path,
      span: spanOf(facts.lineStarts, { s: entry.s, e: entry.s + Math.min(section.length + 2, entry.e - entry.s) }),
    },
    options: entriesOf(entry.v).flatMap((option) => optionOf(path, facts, option)),
  });
  if (nameOf(path) === 'pyproject.toml')
    return pyprojectSections(document).map(([section, entry]) => made(section, entry));
  const own = entryOf(document, expected);
  // With the right section beside it, the wrong one is a leftover.
  if (own) return [made(expected, own)];
  const other = ['pytest', 'tool:pytest', 'tool.pytest', 'tool.pytest.ini_options'].find((name) =>
    entryOf(document, name),
  );
  const entry = other === undefined ? null : entryOf(document, other);
  return other === undefined || entry === null || entriesOf(entry.v).length === 0 ? [] : [made(other, entry)];
});

/** `[tool.pytest]` itself is read by pytest 9; what else people write is read by nobody. */
function pyprojectSections(document: DataNode): readonly (readonly [string, DataEntry])[] {
  const tool = valueAt(document, 'tool');
  const pytest = entryOf(tool, 'pytest');
  const options = entryOf(pytest?.v, 'ini_options');
  if (options) return [['tool.pytest.ini_options', options]];
  if (pytest && entriesOf(pytest.v).length > 0) {
    const misspelt = entriesOf(pytest.v).find(({ key, v }) => /^ini[-_]?options?$/.test(key) && v.k === 'map');
    return [[misspelt ? `tool.pytest.${misspelt.key}` : 'tool.pytest', misspelt ?? pytest]];
  }
  for (const [section, entry] of [
    ['tool:pytest', entryOf(document, 'tool:pytest')],
    ['pytest', entryOf(document, 'pytest')],
    ['tool.pytest_ini_options', entryOf(tool, 'pytest_ini_options')],
    ['tool.pytest.ini_options', entryOf(document, 'tool.pytest.ini_options')],
  ] as const) {
    if (entry && entry.v.k === 'map' && entry.v.entries.length > 0) return [[section, entry]];
  }
  return [];
}

function optionOf(path: string, facts: FileFacts, { key, v, s, e }: DataEntry): readonly PytestOption[] {
  const value =
    textOf(v) ??
    (v.k === 'seq'
      ? itemsOf(v)
          .flatMap((item) => textOf(item) ?? [])
          .join('\n')
      : null);
  return value === null ? [] : [{ name: key, value, at: { path, span: spanOf(facts.lineStarts, { s, e }) } }];
}
