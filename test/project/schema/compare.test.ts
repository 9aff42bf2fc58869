import { describe, expect, it } from '@jest/globals';
import type { ProjectInputs } from '../../../src/model/project.ts';
import { Db } from '../../../src/project/db.ts';
import { schemaQuery } from '../../../src/project/schema/schema.ts';
import { inputsOf, type Sources } from '../linked.ts';
import { INI, migration, schemaOf } from './told.ts';

const USERS = 'op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))';
const model = (body: string, name = 'users'): string => `from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "${name}"
    id = Column(Integer, primary_key=True)
${body}`;

function differences(sources: Sources): string[] {
  return schemaOf({ 'alembic.ini': INI, ...sources }).differences.map((one) => {
    const columns = 'columns' in one ? ` ${one.columns.map(({ name }) => name).join(' ')}` : '';
    return `${one.kind} ${one.table.name}${columns}${'doubtful' in one && one.doubtful ? ' ?' : ''}`;
  });
}

describe('models against migrations', () => {
  it('finds what either side lacks', () => {
    const upgrade = `${USERS}\nop.add_column("users", sa.Column("old", sa.Integer()))\nop.create_table("extra", sa.Column("id", sa.Integer()))`;
    expect(
      differences({
        'migrations/versions/1.py': migration('1', null, upgrade),
        'app/models.py': model('    email = Column(String)\n'),
      }),
    ).toEqual(['missing-columns users email', 'unmapped-columns users old', 'unmapped-table extra']);
  });

  it('says nothing where both agree, in another case or schema too', () => {
    const upgrade = 'op.execute("CREATE TABLE public.Users (ID SERIAL PRIMARY KEY, Email TEXT)")';
    expect(
      differences({
        'migrations/versions/1.py': migration('1', null, upgrade),
        'app/models.py': model('    Email = Column(String)\n', 'Users'),
      }),
    ).toEqual([]);
  });

  it('leaves a doubt where the database is older than its migrations', () => {
    const sources = { 'migrations/versions/1.py': migration('1', null, 'pass'), 'app/models.py': model('') };
    expect(differences(sources)).toEqual(['missing-table users ?']);
    const altered = migration('2', '1', 'op.add_column("users", sa.Column("a", sa.Integer()))');
    expect(differences({ ...sources, 'migrations/versions/2.py': altered })).toEqual([
      'missing-columns users id ?',
      'unmapped-columns users a',
    ]);
  });

  it('compares a class with the chain in whose folder it is, where two services have a table of its name', () => {
    const other = USERS.replace('primary_key=True)', 'primary_key=True), sa.Column("email", sa.String())');
    const sources = {
      'a/alembic.ini': INI,
      'a/migrations/versions/1.py': migration('1', null, USERS),
      'a/models.py': model('    email = Column(String)\n'),
      'b/alembic.ini': INI,
      'b/migrations/versions/2.py': migration('2', null, other),
      'b/models.py': model('    email = Column(String)\n'),
    };
    const { differences: found, pairs } = schemaOf(sources);
    expect(found.map((one) => [one.kind, one.chain.scriptLocation])).toEqual([['missing-columns', 'a/migrations']]);
    expect(pairs.map((pair) => [pair.model.at.path, pair.chain.scriptLocation])).toEqual([
      ['a/models.py', 'a/migrations'],
      ['b/models.py', 'b/migrations'],
    ]);
  });

  it('says once what two classes of a table need', () => {
    const partial = `from sqlalchemy import Column, Integer, MetaData, String, Table
metadata = MetaData()
users = Table("users", metadata, Column("id", Integer, primary_key=True), Column("email", String), Column("nick", String))
`;
    expect(
      differences({
        'migrations/versions/1.py': migration('1', null, USERS),
        'app/models.py': model('    email = Column(String)\n'),
        'app/views.py': partial,
      }),
    ).toEqual(['missing-columns users email', 'missing-columns users nick']);
  });

  it('leaves a doubt where a file with syntax errors may hold more', () => {
    const old = migration('1', null, `${USERS}\nop.add_column("users", sa.Column("email", sa.String()))`);
    const broken = { 'app/models.py': model('    email = Column(String\n    name = = 1\n') };
    expect(differences({ 'migrations/versions/1.py': old, ...broken })).toEqual([]);
    const whole = { 'app/models.py': model('    email = Column(String)\n    name = Column(String)\n') };
    const half = migration('2', '1', 'op.add_column("users", sa.Column("name", sa.String())');
    expect(differences({ 'migrations/versions/1.py': old, 'migrations/versions/2.py': half, ...whole })).toEqual([
      'missing-columns users name ?',
    ]);
  });

  it('leaves a doubt where a file among the migrations could not be had', () => {
    const sources = { 'alembic.ini': INI, 'migrations/versions/1.py': migration('1', null, USERS) };
    const inputs = inputsOf({ ...sources, 'app/models.py': model('    email = Column(String)\n') });
    expect(new Db(inputs).get(schemaQuery).differences.map(({ kind }) => kind)).toEqual(['missing-columns']);
    const lacking: ProjectInputs = { ...inputs, paths: [...inputs.paths, 'migrations/versions/2_large.py'] };
    expect(new Db(lacking).get(schemaQuery).differences).toMatchObject([{ doubtful: true }]);
  });

  it('names a configured tree without revisions, unless they are in a submodule', () => {
    const sources = {
      'alembic.ini': INI,
      'migrations/env.py': 'from alembic import context\n',
      'app/models.py': model(''),
    };
    const { empty, differences: none } = schemaOf(sources);
    expect(none).toEqual([]);
    expect(empty).toMatchObject([{ scriptLocation: 'migrations', configuredBy: 'alembic.ini' }]);
    const inputs = inputsOf(sources);
    const submodule: ProjectInputs = { ...inputs, paths: [...inputs.paths, 'migrations/versions'] };
    expect(new Db(submodule).get(schemaQuery).empty).toEqual([]);
  });

  it('leaves a doubt of columns that an index or an UPDATE needs', () => {
    const upgrade = `${USERS}\nop.create_index("i", "users", ["email"])\nop.execute("UPDATE users SET name = 'x'")`;
    const columns = model('    email = Column(String)\n    name = Column(String)\n    age = Column(Integer)\n');
    expect(
      differences({ 'migrations/versions/1.py': migration('1', null, upgrade), 'app/models.py': columns }),
    ).toEqual(['missing-columns users age', 'missing-columns users email name ?']);
  });

  it('leaves a doubt where the application creates tables itself', () => {
    const sources = { 'migrations/versions/1.py': migration('1', null, USERS), 'app/models.py': model('', 'orders') };
    expect(differences(sources)[0]).toBe('missing-table orders');
    const main = 'from app.models import Base\n\n\ndef start(engine):\n    Base.metadata.create_all(engine)\n';
    expect(differences({ ...sources, 'app/main.py': main })[0]).toBe('missing-table orders ?');
    expect(differences({ ...sources, 'tests/conftest.py': main })[0]).toBe('missing-table orders');
  });

  it('leaves a doubt after create_all in a migration', () => {
    const upgrade = 'from app.models import Base\nBase.metadata.create_all(op.get_bind())';
    expect(
      differences({ 'migrations/versions/1.py': migration('1', null, upgrade), 'app/models.py': model('') }),
    ).toEqual(['missing-table users ?']);
  });

  it('compares a table with the chain of its own service', () => {
    const service = (name: string) => ({
      [`${name}/alembic.ini`]: INI,
      [`${name}/migrations/env.py`]: `from alembic import context\nfrom ${name}_app.models import Base\ntarget_metadata = Base.metadata\n`,
      [`${name}/migrations/versions/1.py`]: migration(
        '1',
        null,
        `op.create_table("${name}s", sa.Column("id", sa.Integer()))`,
      ),
      [`${name}/${name}_app/__init__.py`]: '',
      [`${name}/${name}_app/models.py`]: `${model('', `${name}s`)}\n\nclass Other(Base):\n    __tablename__ = "${name}_other"\n    id = Column(Integer, primary_key=True)\n`,
    });
    const { differences: found } = schemaOf({ ...service('order'), ...service('user') });
    expect(found.map((one) => `${one.table.name} ${one.chain.scriptLocation}`)).toEqual([
      'order_other order/migrations',
      'user_other user/migrations',
    ]);
  });
});

describe('a pull request', () => {
  const sources: Record<string, string> = {
    'alembic.ini': INI,
    'app/models.py': model('    email = Column(String)\n'),
  };
  for (let i = 0; i < 20; i++) {
    sources[`migrations/versions/${i}.py`] = migration(
      `r${i}`,
      i === 0 ? null : `r${i - 1}`,
      i === 0 ? USERS : `op.add_column("users", sa.Column("c${i}", sa.Integer()))`,
    );
  }

  it('that adds one revision reads only that one again, and says the same as from scratch', () => {
    const read: string[] = [];
    const inputs = watched(inputsOf(sources), read);
    const base = new Db(inputs);
    base.get(schemaQuery);
    read.length = 0;
    const added = 'migrations/versions/z.py';
    const edited = {
      ...sources,
      [added]: migration('z', 'r19', 'op.add_column("users", sa.Column("email", sa.String()))'),
    };
    const head = watched(inputsOf(edited, { sources, inputs }), read);
    expect(new Db(head, base).get(schemaQuery)).toEqual(new Db(inputsOf(edited)).get(schemaQuery));
    expect(new Set(read.filter((path) => path.startsWith('migrations/')))).toEqual(new Set([added]));
  });
});

/** The same inputs, noting whose syntax is looked at. Facts that are watched already stay the same object. */
function watched(inputs: ProjectInputs, read: string[]): ProjectInputs {
  for (const [path, facts] of inputs.files) {
    if (Object.getOwnPropertyDescriptor(facts, 'python')?.get) continue;
    const { python } = facts;
    Object.defineProperty(facts, 'python', {
      get: () => {
        read.push(path);
        return python;
      },
    });
  }
  return inputs;
}
