/** The names that SQLAlchemy gives to constraints and indexes: by the convention of the project's metadata, or its own. */
import { createHash } from 'node:crypto';
import type { DraftName } from '../../../model/draft.ts';
import type { Expr } from '../../../model/python.ts';
import { statementsOf } from '../../../model/python-walk.ts';
import { type Db, query } from '../../db.ts';
import { resolve } from '../../resolve.ts';
import { classAttribute } from '../python/evaluate.ts';
import type { Machine } from '../python/machine.ts';
import { machine } from '../python/start-machine.ts';
import { shortName, textOf, type Value } from '../python/value.ts';
import { tableParts } from './python-text.ts';

export type NameKind = 'ix' | 'uq' | 'ck' | 'fk' | 'pk';

/** Templates by kind; `unread`: there is a convention, and it could not be read as a whole. */
export interface NamingConvention {
  readonly templates: Readonly<Partial<Record<NameKind, string>>>;
  readonly unread: boolean;
}

export interface Named {
  readonly kind: NameKind;
  readonly table: string;
  readonly columns: readonly string[];
  readonly given: string | null;
  readonly target?: { readonly table: string; readonly columns: readonly string[] };
}

const NONE: NamingConvention = { templates: {}, unread: false };
const KINDS: readonly NameKind[] = ['ix', 'uq', 'ck', 'fk', 'pk'];

/** The convention of a metadata object, `path#name`. */
export const namingConvention = query<NamingConvention>('naming-convention', (db, key) => {
  const m = machine(db);
  const [path = '', name = ''] = key.split('#');
  const own = key.includes('#') ? conventionOf(m, ownMetadata(m, path, name)) : null;
  return own ?? assignedConvention(db, m) ?? NONE;
});

function ownMetadata(m: Machine, path: string, name: string): Value | null {
  const expr: Expr = { k: 'name', id: name, s: 0, e: 0 };
  const target = resolve(m.db, { path, within: [] }, expr);
  if (target.kind === 'class') return classAttribute(m, { k: 'class', def: target.def, site: target.site }, 'metadata');
  return m.evaluate(m, { vars: new Map(), site: { path, within: [] }, parent: null }, expr);
}

/** `MetaData(naming_convention=…)`, or what is made with it: a base, the extension of Flask. */
function conventionOf(m: Machine, value: Value | null): NamingConvention | null {
  if (value?.k !== 'call' || m.steps <= 0) return null;
  if (value.kw.metadata) return conventionOf(m, value.kw.metadata);
  if (shortName(value.fn) !== 'MetaData' || value.kw.naming_convention === undefined) return null;
  return readConvention(value.kw.naming_convention);
}

/** `SQLModel.metadata.naming_convention = {…}`, `Base.metadata.naming_convention = …`. */
function assignedConvention(db: Db, m: Machine): NamingConvention | null {
  for (const path of db.paths()) {
    const module = path.endsWith('.py') ? db.facts(path)?.python : undefined;
    if (!module?.names.includes('naming_convention')) continue;
    for (const stmt of statementsOf(module.body)) {
      const [target] = stmt.k === 'assign' ? stmt.targets : [];
      if (stmt.k !== 'assign' || stmt.v === null || target?.k !== 'attr' || target.name !== 'naming_convention')
        continue;
      return readConvention(m.evaluate(m, { vars: new Map(), site: { path, within: [] }, parent: null }, stmt.v));
    }
  }
  return null;
}

function readConvention(value: Value): NamingConvention {
  if (value.k !== 'map') return { templates: {}, unread: true };
  const read = value.entries.map(([key, item]) => [textOf(key), textOf(item)] as const);
  const templates: Partial<Record<NameKind, string>> = {};
  for (const kind of KINDS) {
    const text = read.findLast(([key]) => key === kind)?.[1];
    if (text) templates[kind] = text;
  }
  return { templates, unread: read.some(([key, text]) => key === null || text === null) };
}

/** The final name of a constraint or index; `null` leaves it to whoever applies the migration. */
export function nameOf(convention: NamingConvention, named: Named): DraftName | null {
  const template = convention.templates[named.kind] ?? (named.kind === 'ix' ? 'ix_%(column_0_label)s' : null);
  if (named.given !== null && (template === null || !template.includes('%(constraint_name)s')))
    return { text: named.given, final: false };
  if (convention.unread) return null;
  const text = template === null ? null : filled(template, named);
  return text === null ? null : { text: shortened(text), final: true };
}

/** The name that PostgreSQL gives to an unnamed constraint. */
export function defaultName({ kind, table, columns }: Named): DraftName {
  const suffix = { ix: 'idx', uq: 'key', ck: 'check', fk: 'fkey', pk: 'pkey' }[kind];
  return { text: shortened([tableParts(table).name, ...columns, suffix].join('_')), final: false };
}

function filled(template: string, named: Named): string | null {
  let isKnown = true;
  const text = template.replace(/%\((\w+)\)s/g, (_, token: string) => {
    const value = tokenValue(token, named);
    if (value === null) isKnown = false;
    return value ?? '';
  });
  return isKnown && !/%\(|%s/.test(text) ? text : null;
}

function tokenValue(token: string, { table, columns, given, target }: Named): string | null {
  const { schema, name } = tableParts(table);
  if (token === 'table_name') return name;
  if (token === 'constraint_name') return given;
  if (token === 'referred_table_name') return target ? tableParts(target.table).name : null;
  const column = /^(referred_)?column_(\d+)(_?N)?(?:_(name|key|label))?$/.exec(token);
  if (!column) return null;
  const [, referred, digits = '0', many, form = 'name'] = column;
  const names = referred ? (target?.columns ?? []) : columns;
  const prefix = form !== 'label' ? '' : `${schema === null ? '' : `${schema.replaceAll('.', '_')}_`}${name}_`;
  const chosen = many ? names : names.slice(Number(digits), Number(digits) + 1);
  return chosen.length === 0 ? null : chosen.map((one) => `${prefix}${one}`).join(many === '_N' ? '_' : '');
}

/** Cut as SQLAlchemy cuts what PostgreSQL would: 63 characters, told apart by a digest. */
function shortened(name: string): string {
  if (name.length <= 63) return name;
  return `${name.slice(0, 55)}_${createHash('md5').update(name).digest('hex').slice(-4)}`;
}
