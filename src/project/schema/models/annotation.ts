/** The type that a Python annotation gives to a column: `Mapped[str | None]`, `Annotated[…]`, `Optional[UUID]`. */
import type { Expr } from '../../../model/python.ts';
import type { ColumnType, TypeFamily } from '../../../model/schema.ts';
import { describe } from '../../describe.ts';
import { moduleName } from '../../modules.ts';
import { resolve, type Site } from '../../resolve.ts';
import { isColumnCall } from '../columns/column.ts';
import { NO_TYPE } from '../columns/column-type.ts';
import { membersOf, readMembers } from '../columns/enumeration.ts';
import type { Machine } from '../python/machine.ts';
import type { CallValue, Value } from '../python/value.ts';
import { parseAnnotation } from './annotation-text.ts';

export interface Annotated {
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** `mapped_column(…)` or `Field(…)` inside `Annotated[…]`. */
  readonly call: CallValue | null;
  /** A list or another mapped class: a relationship where no column is declared. */
  readonly collection: boolean;
}

/** Types by the dotted name that a map of a base (`type_annotation_map`) gives them; the key is the annotation's name. */
export type TypeMap = ReadonlyMap<string, ColumnType>;

const PYTHON: Readonly<Record<string, readonly [TypeFamily, string, string]>> = {
  'builtins.int': ['integer', 'INTEGER', 'sa.Integer()'],
  'builtins.str': ['string', 'VARCHAR', 'sa.String()'],
  'builtins.float': ['float', 'FLOAT', 'sa.Float()'],
  'builtins.bool': ['boolean', 'BOOLEAN', 'sa.Boolean()'],
  'builtins.bytes': ['binary', 'BYTEA', 'sa.LargeBinary()'],
  'datetime.datetime': ['datetime', 'TIMESTAMP', 'sa.DateTime()'],
  'datetime.date': ['date', 'DATE', 'sa.Date()'],
  'datetime.time': ['time', 'TIME', 'sa.Time()'],
  'datetime.timedelta': ['interval', 'INTERVAL', 'sa.Interval()'],
  'decimal.Decimal': ['numeric', 'NUMERIC', 'sa.Numeric()'],
  'uuid.UUID': ['uuid', 'UUID', 'sa.Uuid()'],
  'pydantic.EmailStr': ['string', 'VARCHAR', 'sa.String()'],
  'pydantic.UUID4': ['uuid', 'UUID', 'sa.Uuid()'],
  'sqlalchemy.orm.Mapped': ['unknown', '?', ''],
};

const WRAPPERS = new Set(['Mapped', 'MappedColumn', 'Final', 'Required', 'InitVar']);
const COLLECTIONS = new Set([
  'list',
  'List',
  'set',
  'Set',
  'Sequence',
  'dict',
  'Dict',
  'tuple',
  'Tuple',
  'Collection',
  'Iterable',
]);

/** Reads an annotation at `site`. Bounded by `depth`: aliases may lead in circles. */
export function readAnnotation(m: Machine, site: Site, expr: Expr, types: TypeMap, depth = 0): Annotated {
  const plain = (type: ColumnType): Annotated => ({ type, nullable: false, call: null, collection: false });
  if (depth > 12) return plain(NO_TYPE);
  const again = (inner: Expr, at = site) => readAnnotation(m, at, inner, types, depth + 1);
  if (expr.k === 'bin' && expr.op === '|') return either(again(expr.l), again(expr.r), expr);
  if (expr.k === 'const' && expr.v === null) return { ...plain(NO_TYPE), nullable: true };
  if (expr.k === 'sub') return subscripted(m, site, expr, types, depth);
  if (expr.k === 'str') return quoted(m, site, expr.v, types, depth);
  const target = resolve(m.db, site, expr);
  if (target.kind === 'external') {
    const mapped = types.get(target.dotted);
    if (mapped) return plain(mapped);
    const known = PYTHON[target.dotted];
    return plain(known ? { ...NO_TYPE, family: known[0], text: known[1], python: known[2] } : NO_TYPE);
  }
  if (target.kind === 'class')
    return plain(ofClass(m, { k: 'class', def: target.def, site: target.site }, types, depth));
  if (target.kind !== 'variable') return plain(NO_TYPE);
  const alias = types.get(`${target.site.path}#${target.name}`);
  const binding = target.bindings.at(-1);
  const followed = binding?.kind === 'value' && binding.value ? again(binding.value, target.site) : plain(NO_TYPE);
  return alias ? { ...followed, type: alias } : followed;
}

function either(left: Annotated, right: Annotated, expr: Expr & { k: 'bin' }): Annotated {
  const isNone = (side: Expr) => side.k === 'const' && side.v === null;
  if (isNone(expr.r)) return { ...left, nullable: true };
  if (isNone(expr.l)) return { ...right, nullable: true };
  return {
    ...left,
    type: left.type.family === right.type.family ? left.type : NO_TYPE,
    nullable: left.nullable || right.nullable,
  };
}

function subscripted(m: Machine, site: Site, expr: Expr & { k: 'sub' }, types: TypeMap, depth: number): Annotated {
  const name = expr.obj.k === 'name' ? expr.obj.id : expr.obj.k === 'attr' ? expr.obj.name : '';
  const items = expr.index.flatMap((item) => (item.k === 'tuple' ? item.items : [item]));
  const [first] = items;
  const again = (inner: Expr) => readAnnotation(m, site, inner, types, depth + 1);
  const nothing: Annotated = { type: NO_TYPE, nullable: false, call: null, collection: false };
  if (first === undefined) return nothing;
  if (WRAPPERS.has(name)) return again(first);
  if (name === 'Optional') return { ...again(first), nullable: true };
  if (name === 'Union') {
    const rest = items.filter((item) => !(item.k === 'const' && item.v === null));
    const [only] = rest;
    const inner = rest.length === 1 && only ? again(only) : nothing;
    return { ...inner, nullable: rest.length < items.length };
  }
  if (name === 'Annotated') {
    const inner = again(first);
    const frame = { vars: new Map(), site, parent: null };
    const calls = items.slice(1).map((item) => m.evaluate(m, frame, item));
    const call = calls.find(
      (value): value is CallValue => value.k === 'call' && (isColumnCall(value) || isField(value)),
    );
    return { ...inner, call: call ?? inner.call };
  }
  if (name === 'Literal') return { ...nothing, type: { ...NO_TYPE, family: 'string', text: 'VARCHAR' } };
  const type = types.get(parameterised(`builtins.${name}`, expr)) ?? types.get(`builtins.${name}`);
  return { ...nothing, collection: COLLECTIONS.has(name), type: type ?? NO_TYPE };
}

/** `list[str]` and `list[int]` may have a type each; a list of anything else has the one that they share. */
export function parameterised(name: string, annotation: Expr & { k: 'sub' }): string {
  return `${name}[${annotation.index.map((part) => textOf(part)).join(', ')}]`;
}

function textOf(expr: Expr): string {
  if (expr.k === 'sub') return parameterised(textOf(expr.obj), expr);
  return expr.k === 'tuple' ? expr.items.map(textOf).join(', ') : describe(expr);
}

function isField(value: CallValue): boolean {
  return value.fn.k === 'ref' && /^sqlmodel(\.|$).*Field$/.test(value.fn.name);
}

/** `Mapped["str | None"]`, or the whole of it in quotes. */
function quoted(m: Machine, site: Site, text: string, types: TypeMap, depth: number): Annotated {
  const expr = parseAnnotation(text);
  if (expr) return readAnnotation(m, site, expr, types, depth + 1);
  return { type: NO_TYPE, nullable: false, call: null, collection: false };
}

/** An enumeration, or a class that derives from `str` or another type that has a column type. */
function ofClass(m: Machine, on: Value & { k: 'class' }, types: TypeMap, depth: number): ColumnType {
  const name = on.def.name;
  const mapped = types.get(`${on.site.path}#${name}`);
  if (mapped) return mapped;
  const isEnum = on.def.bases.some((base) =>
    /(Enum|Flag)$/.test(base.k === 'attr' ? base.name : base.k === 'name' ? base.id : ''),
  );
  if (isEnum) {
    const members = membersOf(m, on);
    const pythonClass = `${moduleName(m.db, on.site.path)}.${name}`;
    // `type_annotation_map = {enum.Enum: sa.Enum(enum.Enum, native_enum=False, …)}` holds for all enumerations.
    const general = types.get('enum.Enum') ?? types.get('enum.StrEnum');
    const told = general?.enumeration ?? (general?.loose ? general : null);
    if (told) return { ...(general ?? NO_TYPE), enumeration: null, loose: true };
    const enumeration = {
      name: name.toLowerCase(),
      values: members?.names ?? null,
      pythonClass,
      native: true,
      ...readMembers(members, on.def),
    };
    return { ...NO_TYPE, family: 'enum', text: name.toLowerCase(), enumeration };
  }
  const [base] = on.def.bases;
  if (base === undefined || depth > 6) return { ...NO_TYPE, text: name };
  const inner = readAnnotation(m, on.site, base, types, depth + 6).type;
  return inner.family === 'unknown' ? { ...NO_TYPE, text: name } : inner;
}
