/** The type of a column as a migration writes it: `sa.String(length=50)`, `postgresql.JSONB()`, a type of the project. */
import type { PythonCode } from '../../../model/draft.ts';
import type { Enumeration } from '../../../model/schema.ts';
import { familyOf } from '../../../model/type-names.ts';
import { moduleName } from '../../modules.ts';
import { columnType, isType } from '../columns/column-type.ts';
import type { Machine } from '../python/machine.ts';
import { type CallValue, nameOf, shortName, type Value } from '../python/value.ts';
import { code, literal, POSTGRESQL_IMPORT, quoted } from './python-text.ts';

export interface TypeWriter {
  readonly m: Machine;
  /** Whether the database is PostgreSQL. */
  readonly postgres: boolean;
  /** How this repository's migrations import a class of that name: the line, or `null`. */
  readonly importOf: (name: string) => string | null;
  /** Whether some migration of the chain names it. */
  readonly isNamed: (name: string) => boolean;
}

export interface TypeCode extends PythonCode {
  /** Native enumerations that must exist. */
  readonly enums: readonly NamedEnum[];
}

export interface NamedEnum {
  readonly name: string;
  readonly values: readonly string[];
}

/** The code of a type that a model names, or `null` where a part of it could not be read. */
export function typeCode(w: TypeWriter, value: Value, depth = 0): TypeCode | null {
  if (depth > 5) return null;
  if (value.k === 'call' && value.fn.k === 'attr' && value.fn.name === 'with_variant')
    return withVariants(w, value, value.fn.on, depth);
  if (value.k === 'call' && shortName(value.fn) === 'as_mutable') {
    const [inner] = value.args;
    return inner ? typeCode(w, inner, depth + 1) : null;
  }
  const { enumeration } = columnType(w.m, value);
  if (enumeration && familyOf(nameOfType(value)) === 'enum')
    return enumCode(w, enumeration, value.k === 'call' ? value : null);
  const name = typeName(w, value.k === 'call' ? value.fn : value);
  if (name === null) return null;
  const args = value.k === 'call' ? argumentsCode(w, value, depth) : { text: '', imports: [], enums: [] };
  if (args === null) return null;
  return { text: `${name.text}(${args.text})`, imports: [...name.imports, ...args.imports], enums: args.enums };
}

function nameOfType(value: Value): string {
  return shortName(value.k === 'call' ? value.fn : value) ?? '';
}

/** A native enumeration is created by a step of its own, so that several columns can share it. */
export function enumCode(w: TypeWriter, enumeration: Enumeration, call: CallValue | null): TypeCode | null {
  const { name, values, native } = enumeration;
  if (values === null || values.length === 0) return null;
  const list = values.map(quoted).join(', ');
  if (native && w.postgres) {
    if (name === null || call?.kw.schema !== undefined) return null;
    const text = `postgresql.ENUM(${list}, name=${quoted(name)}, create_type=False)`;
    return { text, imports: [POSTGRESQL_IMPORT], enums: [{ name, values }] };
  }
  const options = name === null ? [] : [`name=${quoted(name)}`];
  for (const key of ['native_enum', 'create_constraint', 'length']) {
    const given = call?.kw[key];
    if (given?.k === 'const') options.push(`${key}=${literal(given.v)}`);
    else if (given) return null;
  }
  if (!native && call === null) options.push('native_enum=False');
  return { ...code(`sa.Enum(${[list, ...options].join(', ')})`), enums: [] };
}

function withVariants(w: TypeWriter, call: CallValue, on: Value, depth: number): TypeCode | null {
  const first = typeCode(w, on, depth + 1);
  const args = argumentsCode(w, call, depth);
  if (first === null || args === null) return null;
  return {
    text: `${first.text}.with_variant(${args.text})`,
    imports: [...first.imports, ...args.imports],
    enums: [...first.enums, ...args.enums],
  };
}

function typeName(w: TypeWriter, value: Value): PythonCode | null {
  if (value.k === 'class') return ownClass(w, value);
  if (value.k === 'attr') {
    // `db.String` of Flask-SQLAlchemy.
    const isExtension = value.on.k === 'call' || value.on.k === 'unknown';
    return isExtension && familyOf(value.name) !== null ? code(`sa.${value.name}`) : null;
  }
  const dotted = nameOf(value);
  return dotted === null ? null : externalType(dotted);
}

function externalType(dotted: string): PythonCode | null {
  const cut = dotted.lastIndexOf('.');
  const [module, name] = [dotted.slice(0, Math.max(0, cut)), dotted.slice(cut + 1)];
  const dialect = /^sqlalchemy\.dialects\.(\w+)/.exec(dotted)?.[1];
  if (dialect !== undefined) return code(`${dialect}.${name}`, `from sqlalchemy.dialects import ${dialect}`);
  if (/^sqlalchemy(\.|$)/.test(module)) return code(`sa.${name}`);
  if (module === 'sqlmodel' && name !== 'AutoString') return code(`sa.${name}`);
  if (/^sqlmodel(\.|$)/.test(module)) return code(`sqlmodel.sql.sqltypes.${name}`, 'import sqlmodel.sql.sqltypes');
  return module === '' || module === 'builtins' ? null : code(dotted, `import ${module}`);
}

/** A type of the project: imported as other migrations do, else from where it is defined, as autogenerate writes it. */
function ownClass(w: TypeWriter, value: Value & { k: 'class' }): PythonCode | null {
  if (value.site.within.length > 0) return null;
  const { name } = value.def;
  const line = w.importOf(name);
  if (line !== null) return code(name, line);
  const module = moduleName(w.m.db, value.site.path);
  return module === '' ? null : code(`${module}.${name}`, `import ${module}`);
}

function argumentsCode(w: TypeWriter, call: CallValue, depth: number): TypeCode | null {
  if (call.partial) return null;
  const parts: string[] = [];
  const imports: string[] = [];
  const enums: NamedEnum[] = [];
  const named = Object.entries(call.kw).map(([key, value]) => [`${key}=`, value] as const);
  for (const [key, value] of [...call.args.map((arg) => ['', arg] as const), ...named]) {
    const constant = value.k === 'const' ? literal(value.v) : null;
    // What is no type for sure (a class of the project, a setting) would be called as if it were one.
    const inner = constant === null && isType(w.m, value) === true ? typeCode(w, value, depth + 1) : null;
    if (constant === null && inner === null) return null;
    parts.push(`${key}${constant ?? inner?.text ?? ''}`);
    imports.push(...(inner?.imports ?? []));
    enums.push(...(inner?.enums ?? []));
  }
  return { text: parts.join(', '), imports, enums };
}
