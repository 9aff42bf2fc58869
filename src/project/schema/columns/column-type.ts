/** The type of a column, from the value that names it: `sa.String(50)`, `postgresql.UUID`, a custom type. */
import type { ClassDef, Expr } from '../../../model/python.ts';
import type { ColumnType, TypeFamily } from '../../../model/schema.ts';
import { familyOf, sqlName } from '../../../model/type-names.ts';
import { inside, resolve } from '../../resolve.ts';
import { classAttribute } from '../python/evaluate.ts';
import type { Machine } from '../python/machine.ts';
import { argument, type CallValue, nameOf, shortName, truth, type Value } from '../python/value.ts';
import { enumerationOf } from './enumeration.ts';

export const NO_TYPE: ColumnType = {
  family: 'unknown',
  text: '?',
  python: null,
  length: null,
  enumeration: null,
  inferred: false,
};

/** Whether a positional argument of a column is its type. `null`: it cannot be told. */
export function isType(m: Machine, value: Value): boolean | null {
  if (value.k === 'unknown') return null;
  const base = value.k === 'call' ? value.fn : value;
  if (base.k === 'class') return typeBase(m, base) !== null || enumLike(base) ? true : null;
  const name = shortName(base);
  if (name === null) return false;
  if (NOT_TYPES.has(name)) return false;
  if (familyOf(name) !== null) return true;
  if (value.k === 'call' && value.fn.k === 'attr') return isType(m, value.fn.on);
  return null;
}

const NOT_TYPES = new Set([
  'ForeignKey',
  'CheckConstraint',
  'UniqueConstraint',
  'PrimaryKeyConstraint',
  'ForeignKeyConstraint',
  'Identity',
  'Computed',
  'Sequence',
  'FetchedValue',
  'DefaultClause',
  'ColumnDefault',
  'Index',
  'text',
]);

function enumLike(value: Value & { k: 'class' }): boolean {
  return value.def.bases.some((base) =>
    /(Enum|Flag)$/.test(base.k === 'attr' ? base.name : base.k === 'name' ? base.id : ''),
  );
}

/** The type that a value stands for. */
export function columnType(m: Machine, value: Value | undefined): ColumnType {
  if (value === undefined) return NO_TYPE;
  if (value.k === 'call') return constructed(m, value);
  if (value.k === 'class') return custom(m, value, null);
  const name = shortName(value);
  return name === null ? NO_TYPE : named(name, nameOf(value) ?? name, null);
}

function constructed(m: Machine, call: CallValue): ColumnType {
  // `String(50).with_variant(…)`, `Vector(3).with_variant(…)`: the first is the type.
  if (call.fn.k === 'attr' && call.fn.on.k !== 'module') {
    if (call.fn.name === 'as_mutable') return columnType(m, call.args[0]);
    if (familyOf(call.fn.name) === null) {
      const first = columnType(m, call.fn.on);
      return call.fn.name === 'with_variant' ? { ...first, loose: true } : first;
    }
  }
  if (call.fn.k === 'class') return custom(m, call.fn, call);
  const name = shortName(call.fn);
  if (name === null) return NO_TYPE;
  if (name === 'as_mutable') return columnType(m, call.args[0]);
  return named(name, nameOf(call.fn) ?? name, call, m);
}

function named(name: string, dotted: string, call: CallValue | null, m?: Machine): ColumnType {
  let family: TypeFamily = familyOf(name) ?? 'unknown';
  const aware = call ? truth(argument(call, 0, 'timezone') ?? { k: 'const', v: false }) === true : false;
  if (family === 'datetime' && aware) family = 'datetimetz';
  const size =
    call && (family === 'string' || family === 'text' || family === 'vector' || family === 'binary')
      ? lengthOf(call)
      : null;
  const enumeration = family === 'enum' && call && m ? enumerationOf(m, call) : null;
  if (family === 'array') return { ...NO_TYPE, family, text: arrayText(m, call), python: pythonText(dotted, call) };
  if (enumeration && !enumeration.native) {
    // Stored as text; the values are known all the same.
    const longest = Math.max(0, ...(enumeration.values ?? []).map((value) => value.length));
    const length = size ?? (longest > 0 ? longest : null);
    const sized = length === null ? 'VARCHAR' : `VARCHAR(${length})`;
    return { family: 'string', text: sized, python: null, length, enumeration, inferred: false };
  }
  const text = family === 'enum' ? (enumeration?.name ?? 'ENUM') : typeText(name, family, size, call);
  const loose = WRAPPERS.test(name) ? { loose: true as const } : {};
  return { family, text, python: pythonText(dotted, call), length: size, enumeration, inferred: false, ...loose };
}

/** Of `sqlalchemy_utils`: what is stored depends on an argument, or on the database. */
const WRAPPERS = /^(Choice|Password|StringEncrypted|Encrypted|Timezone|WeekDays|IPAddress|Locale)Type$/;

function typeText(name: string, family: TypeFamily, size: number | null, call: CallValue | null): string {
  const sql = sqlName(name);
  if (family === 'datetimetz') return 'TIMESTAMP WITH TIME ZONE';
  if (size !== null) return `${sql}(${size})`;
  if (family === 'numeric' && call) {
    const digits = [argument(call, 0, 'precision'), argument(call, 1, 'scale')].flatMap((v) =>
      v?.k === 'const' ? [v.v] : [],
    );
    if (digits.length > 0) return `${sql}(${digits.join(', ')})`;
  }
  return sql;
}

function arrayText(m: Machine | undefined, call: CallValue | null): string {
  const item = call && m ? columnType(m, argument(call, 0, 'item_type')) : NO_TYPE;
  return `${item.text}[]`;
}

function lengthOf(call: CallValue): number | null {
  const value = argument(call, 0, 'length') ?? call.kw.dim;
  return value?.k === 'const' && typeof value.v === 'number' ? value.v : null;
}

/** A class of this repository: a `TypeDecorator` or a subclass of a type has the family of what it stands on. */
function custom(m: Machine, on: Value & { k: 'class' }, call: CallValue | null): ColumnType {
  const name = on.def.name;
  const known = named(name, name, call, m);
  const base = onPostgres(m, on) ?? typeBase(m, on);
  // What stands on nothing that is known is told by its name, as in `class UUID(TypeDecorator)`.
  if (base === null || base.family === 'unknown')
    return known.family === 'unknown' ? { ...NO_TYPE, text: name } : known;
  const size = call ? lengthOf(call) : null;
  const text = base.text === '?' ? name : size !== null && base.family === 'string' ? `VARCHAR(${size})` : base.text;
  return {
    ...base,
    text,
    python: null,
    length: base.family === 'string' ? (size ?? base.length) : base.length,
    // What is stored is up to the class: its members are not known, and its type may depend on the database.
    enumeration: null,
    decorated: true,
    ...(on.def.body.some(decides) || base.loose || base.enumeration ? { loose: true as const } : {}),
  };
}

/** `if dialect.name == "postgresql": return dialect.type_descriptor(UUID())` in `load_dialect_impl`. */
function onPostgres(m: Machine, on: Value & { k: 'class' }): ColumnType | null {
  const chosen = on.def.body.find((stmt) => stmt.k === 'def' && stmt.name === 'load_dialect_impl');
  if (chosen?.k !== 'def') return null;
  for (const stmt of chosen.body) {
    const [first] = stmt.k === 'if' && namesPostgres(stmt.test) ? stmt.body : [];
    const given = first?.k === 'return' && first.v?.k === 'call' ? first.v : null;
    const [type] = given?.args ?? [];
    if (!given || !type || given.fn.k !== 'attr' || given.fn.name !== 'type_descriptor') continue;
    const site = inside(inside(on.site, on.def), chosen);
    const read = columnType(m, m.evaluate(m, { vars: new Map(), site, parent: null }, type));
    if (read.family !== 'unknown') return read;
  }
  return null;
}

function namesPostgres(test: Expr): boolean {
  if (test.k !== 'bin' || test.op !== '==' || test.l.k !== 'attr' || test.l.name !== 'name') return false;
  return test.r.k === 'str' && test.r.v === 'postgresql';
}

/** A method by which a type of the project says what it is in the database. */
function decides(stmt: ClassDef['body'][number]): boolean {
  return stmt.k === 'def' && /^(load_dialect_impl|get_col_spec|get_dbapi_type|with_variant)$/.test(stmt.name);
}

/** The type under a custom one, or `null` where the class is none. */
function typeBase(m: Machine, on: Value & { k: 'class' }, depth = 0): ColumnType | null {
  if (depth > 6) return null;
  const impl = classAttribute(m, on, 'impl');
  if (impl) return columnType(m, impl);
  for (const expr of on.def.bases) {
    const target = resolve(m.db, on.site, expr.k === 'sub' ? expr.obj : expr);
    if (target.kind === 'class' && target.def !== on.def) {
      const found = typeBase(m, { k: 'class', def: target.def, site: target.site }, depth + 1);
      if (found) return found;
    }
    if (target.kind !== 'external') continue;
    const name = target.dotted.slice(target.dotted.lastIndexOf('.') + 1);
    if (name === 'TypeDecorator' || name === 'UserDefinedType' || name === 'TypeEngine')
      return { ...NO_TYPE, text: on.def.name };
    const family = /^(sqlalchemy|sqlmodel|geoalchemy|pgvector|sqlalchemy_utils)/.test(target.dotted)
      ? familyOf(name)
      : null;
    if (family !== null && family !== 'enum') return named(name, name, null);
  }
  return null;
}

/** How a migration would write the type: `sa.String(length=50)`, `postgresql.JSONB()`. */
function pythonText(dotted: string, call: CallValue | null): string | null {
  const name = dotted.slice(dotted.lastIndexOf('.') + 1);
  const family = familyOf(name);
  if (family === 'enum' || family === 'array' || !/^(sqlalchemy|sqlmodel)(\.|$)/.test(dotted)) return null;
  const prefix = dotted.startsWith('sqlalchemy.dialects.postgresql')
    ? 'postgresql'
    : dotted.startsWith('sqlmodel')
      ? 'sqlmodel.sql.sqltypes'
      : 'sa';
  const given: string[] = [];
  const show = (value: Value) =>
    value.k === 'const' && value.v !== null
      ? value.v === true
        ? 'True'
        : value.v === false
          ? 'False'
          : typeof value.v === 'number'
            ? String(value.v)
            : null
      : null;
  for (const [i, value] of (call?.args ?? []).entries()) {
    const shown = show(value);
    if (shown === null) return null;
    given.push(
      i === 0 && family === 'string'
        ? `length=${shown}`
        : i === 0 && name.toLowerCase() === 'datetime'
          ? `timezone=${shown}`
          : shown,
    );
  }
  for (const [key, value] of Object.entries(call?.kw ?? {})) {
    const shown = show(value);
    if (shown === null) continue;
    given.push(`${key}=${shown}`);
  }
  return `${prefix}.${name}(${given.join(', ')})`;
}
