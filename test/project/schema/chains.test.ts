import { describe, expect, it } from '@jest/globals';
import { INI, migration, schemaOf, told } from './told.ts';

const CREATE = 'op.create_table("t", sa.Column("id", sa.Integer()))';
const add = (name: string): string => `op.add_column("t", sa.Column("${name}", sa.Integer()))`;

describe('the graph of revisions', () => {
  it('follows branches, merges, tuples and annotated assignments', () => {
    const { chains } = schemaOf({
      'alembic.ini': INI,
      'migrations/versions/4.py': migration('d', '("b", "c")', 'pass'),
      'migrations/versions/3.py': migration('c', 'a', add('right')).replace(
        'down_revision =',
        'down_revision: str | None =',
      ),
      'migrations/versions/2.py': migration('b', 'a', add('left')),
      'migrations/versions/1.py': migration('a', null, CREATE),
    });
    expect(chains[0]).toMatchObject({ heads: ['d'], roots: ['a'], problems: [] });
    expect(told(chains[0]!.tables[0]!.columns)).toBe('id INTEGER, left INTEGER, right INTEGER');
  });

  it('names broken links, duplicates, cycles and several heads', () => {
    const { chains } = schemaOf({
      'alembic.ini': INI,
      'migrations/versions/1.py': migration('a', null, CREATE),
      'migrations/versions/2.py': migration('b', 'nowhere', add('x')),
      'migrations/versions/3.py': migration('a', null, 'pass'),
      'migrations/versions/4.py': migration('c', 'd', 'pass'),
      'migrations/versions/5.py': migration('d', 'c', 'pass'),
      'migrations/versions/6.py': 'revision = compute()\ndown_revision = None\n',
    });
    expect(chains[0]?.problems.map(({ kind, detail }) => `${kind} ${detail}`).sort()).toEqual([
      'cycle c',
      'cycle d',
      'duplicate-id migrations/versions/1.py',
      'missing-parent nowhere',
      'unreadable `revision` is no constant',
    ]);
    expect(chains[0]?.heads).toEqual(['a', 'b']);
  });

  it('is replayed in the time that a person waits, for 2,000 revisions', () => {
    const sources: Record<string, string> = { 'alembic.ini': INI };
    for (let i = 0; i < 2000; i++) {
      sources[`migrations/versions/${i}.py`] = migration(
        `r${i}`,
        i === 0 ? null : `r${i - 1}`,
        i === 0 ? CREATE : add(`c${i}`),
      );
    }
    const { chains } = schemaOf(sources);
    expect(chains[0]?.tables[0]?.columns.length).toBe(2000);
  });
});

describe('where migrations are looked for', () => {
  const file = migration('a', null, CREATE);
  const env = 'from alembic import context\n';
  const folders = (sources: Record<string, string>) =>
    schemaOf(sources).chains.map(({ scriptLocation }) => scriptLocation);

  it.each<[string, Record<string, string>, string[]]>([
    [
      '%(here)s',
      { 'api/alembic.ini': '[alembic]\nscript_location = %(here)s/db\n', 'api/db/versions/1.py': file },
      ['api/db'],
    ],
    [
      'a package',
      {
        'alembic.ini': '[core]\nscript_location = app:db/core\n',
        'src/app/__init__.py': '',
        'src/app/db/core/versions/1.py': file,
      },
      ['src/app/db/core'],
    ],
    [
      'pyproject',
      { 'pyproject.toml': '[tool.alembic]\nscript_location = "%(here)s/m"\n', 'm/versions/1.py': file },
      ['m'],
    ],
    [
      'version_locations',
      {
        'alembic.ini': '[alembic]\nscript_location = m\nversion_locations = %(here)s/a %(here)s/b\n',
        'a/1.py': file,
        'b/2.py': migration('z', null, 'pass'),
      },
      ['m'],
    ],
    ['env.py alone', { 'migrations/env.py': env, 'migrations/versions/1.py': file }, ['migrations']],
    [
      'a second, unused tree',
      {
        'alembic.ini': '[alembic]\nscript_location = m\n',
        'm/env.py': env,
        'm/versions/1.py': file,
        'old/env.py': env,
        'old/versions/1.py': file,
      },
      ['m'],
    ],
    [
      'two services',
      {
        'a/alembic.ini': '[alembic]\nscript_location = m\n',
        'a/m/versions/1.py': file,
        'b/alembic.ini': '[alembic]\nscript_location = m\n',
        'b/m/versions/1.py': file,
      },
      ['a/m', 'b/m'],
    ],
    ['tests', { 'tests/alembic.ini': '[alembic]\nscript_location = m\n', 'tests/m/versions/1.py': file }, []],
    ['no revisions', { 'alembic.ini': '[alembic]\nscript_location = m\n', 'm/env.py': env }, []],
  ])('%s', (_, sources, expected) => {
    expect(folders(sources)).toEqual(expected);
  });

  it('finds both places of version_locations', () => {
    const ini = '[alembic]\nscript_location = m\nversion_locations = a;b\nversion_path_separator = ;\n';
    const { chains } = schemaOf({ 'alembic.ini': ini, 'a/1.py': file, 'b/2.py': migration('z', 'a', add('x')) });
    expect(chains[0]).toMatchObject({ versionLocations: ['a', 'b'], heads: ['z'] });
  });
});
