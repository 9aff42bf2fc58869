/** One class of one file as far as the file tells: where it comes from, and what its body says about a table. */
import type { ClassDef, Expr, Stmt } from '../../../model/python.ts';
import { statementsOf } from '../../../model/python-walk.ts';
import { classBindings, functionBindings, moduleBindings } from '../../bindings.ts';
import { type Db, query } from '../../db.ts';
import { inside, resolve, type Site } from '../../resolve.ts';
import type { Machine } from '../python/machine.ts';
import { machine } from '../python/start-machine.ts';
import { type CallValue, nameOf, shortName, type Value } from '../python/value.ts';

/** What a class derives from. */
export type Base =
  | { readonly kind: 'class'; readonly key: string }
  | { readonly kind: 'external'; readonly dotted: string }
  /** `declarative_base()`, `db.Model`, `registry.generate_base()`: the variable, as `path#name`. */
  | {
      readonly kind: 'declarative';
      readonly name: string;
      readonly flask: boolean;
      /** `declarative_base(cls=Columns)`: a class of this repository that all mapped classes inherit from. */
      readonly cls: string | null;
    }
  | { readonly kind: 'unknown'; readonly text: string };

export interface ClassShape {
  readonly key: string;
  readonly path: string;
  readonly def: ClassDef;
  readonly bases: readonly Base[];
  /** `__abstract__ = True` in this body. */
  readonly abstract: boolean;
  /** `@as_declarative()`: a base itself. `@registry.mapped`: mapped without a base. */
  readonly decorated: 'base' | 'mapped' | null;
  /** `table=True` of SQLModel. */
  readonly tableKeyword: boolean;
}

/** The module-level classes of a file, by key. */
export const classKeys = query<readonly string[]>('class-keys', (db, path) => {
  const keys: string[] = [];
  for (const [name, bindings] of db.get(moduleBindings, path).names) {
    if (bindings.some((binding) => binding.kind === 'class')) keys.push(`${path}#${name}`);
  }
  return keys;
});

export function classDefinition(db: Db, key: string): { readonly path: string; readonly def: ClassDef } | null {
  const found = classSite(db, key);
  return found && { path: found.site.path, def: found.def };
}

/** Where the class of a key stands. `path#make.Base`: the class `Base` that the function `make` makes. */
function classSite(db: Db, key: string): { readonly site: Site; readonly def: ClassDef } | null {
  const hash = key.lastIndexOf('#');
  let site: Site = { path: key.slice(0, hash), within: [] };
  let bindings = db.get(moduleBindings, site.path);
  const names = key.slice(hash + 1).split('.');
  for (const name of names.slice(0, -1)) {
    const binding = bindings.names.get(name)?.findLast((one) => one.kind === 'function' || one.kind === 'class');
    if (binding?.kind !== 'function' && binding?.kind !== 'class') return null;
    site = inside(site, binding.def);
    bindings = binding.kind === 'function' ? functionBindings(binding.def) : classBindings(binding.def);
  }
  const binding = bindings.names.get(names.at(-1) ?? '')?.findLast((one) => one.kind === 'class');
  return binding?.kind === 'class' ? { site, def: binding.def } : null;
}

/** The key of a class, by the definitions around it. */
function keyOf(site: Site, def: ClassDef): string {
  return `${site.path}#${[...site.within, def].map(({ name }) => name).join('.')}`;
}

export const classShape = query<ClassShape | null>('class-shape', (db, key) => {
  const found = classSite(db, key);
  if (!found) return null;
  const { site, def } = found;
  const { path } = site;
  const m = machine(db);
  // Most classes of a repository are no tables: their bodies are not looked into.
  const isNamed = db.facts(path)?.python?.names.includes('__abstract__') ?? false;
  return {
    key,
    path,
    def,
    bases: def.bases.filter((base) => base.k !== 'star').map((base) => baseOf(m, site, base)),
    abstract: isNamed && isTrue(m, site, ownValue(def, '__abstract__')),
    decorated: decoration(m, site, def),
    tableKeyword: def.keywords.some(({ name, v }) => name === 'table' && v.k === 'const' && v.v === true),
  };
});

/** The value that the class body itself gives to a name. */
export function ownValue(def: ClassDef, name: string): Expr | null {
  const binding = classBindings(def).names.get(name)?.at(-1);
  return binding?.kind === 'value' ? binding.value : null;
}

/** Whether a class body itself declares a primary key, be it by a method (`@declared_attr def id(cls)`). */
export function hasPrimaryKey(def: ClassDef): boolean {
  return def.body.some((stmt) =>
    stmt.k === 'def'
      ? stmt.decorators.length > 0 && statementsOf(stmt.body).some(returnsKey)
      : stmt.k === 'assign' && isKeyCall(stmt.v),
  );
}

function returnsKey(stmt: Stmt): boolean {
  return stmt.k === 'return' && isKeyCall(stmt.v);
}

function isKeyCall(expr: Expr | null): boolean {
  return expr?.k === 'call' && expr.kw.some(({ name }) => name === 'primary_key');
}

function isTrue(m: Machine, site: Site, expr: Expr | null): boolean {
  if (expr === null) return false;
  const value = m.evaluate(m, { vars: new Map(), site, parent: null }, expr);
  return value.k === 'const' && value.v === true;
}

function decoration(m: Machine, site: Site, def: ClassDef): 'base' | 'mapped' | null {
  for (const decorator of def.decorators) {
    const callee = decorator.k === 'call' ? decorator.fn : decorator;
    const name = callee.k === 'attr' ? callee.name : callee.k === 'name' ? callee.id : '';
    if (name === 'as_declarative' || name === 'as_declarative_base') return 'base';
    if ((name === 'mapped' || name === 'mapped_as_dataclass') && callee.k === 'attr') {
      const on = m.evaluate(m, { vars: new Map(), site, parent: null }, callee.obj);
      if (on.k === 'call' && shortName(on.fn) === 'registry') return 'mapped';
    }
  }
  return null;
}

/** Begins the text of a base that a class of the project makes, which may name the tables. */
export const METACLASS = 'metaclass ';

const FACTORIES = new Set(['declarative_base', 'automap_base', 'generate_base', 'sqlalchemy_base']);

function baseOf(m: Machine, site: Site, written: Expr): Base {
  const expr = written.k === 'sub' ? written.obj : written;
  const target = resolve(m.db, site, expr);
  if (target.kind === 'class') {
    return { kind: 'class', key: keyOf(target.site, target.def) };
  }
  if (target.kind === 'external') return { kind: 'external', dotted: target.dotted };
  const value = m.evaluate(m, { vars: new Map(), site, parent: null }, expr);
  const owner = target.kind !== 'variable' && expr.k === 'attr' ? resolve(m.db, site, expr.obj) : target;
  const name = owner.kind === 'variable' ? `${owner.site.path}#${owner.name}` : dotted(expr);
  return fromValue(m, value, name) ?? { kind: 'unknown', text: dotted(expr) };
}

function fromValue(m: Machine, value: Value, name: string): Base | null {
  if (value.k === 'class') return { kind: 'class', key: keyOf(value.site, value.def) };
  if (value.k === 'ref') return { kind: 'external', dotted: value.name };
  if (value.k === 'call') {
    const callee = shortName(value.fn) ?? '';
    const { cls, metaclass } = value.kw;
    // A metaclass of the project may name the tables, or add to them.
    if (FACTORIES.has(callee) && metaclass?.k === 'class')
      return { kind: 'unknown', text: `${METACLASS}${metaclass.def.name}` };
    const above = cls?.k === 'class' && cls.site.within.length === 0 ? `${cls.site.path}#${cls.def.name}` : null;
    if (FACTORIES.has(callee)) return { kind: 'declarative', name, flask: false, cls: above };
  }
  if (value.k !== 'attr' || value.name !== 'Model') return null;
  // `db.Model`, with `db = SQLAlchemy(…)` or a `db` that cannot be followed.
  const owner = value.on;
  const isExtension = owner.k === 'call' && (isFlask(owner) || extendsFlask(m, owner));
  return isExtension || owner.k === 'unknown' ? { kind: 'declarative', name, flask: true, cls: null } : null;
}

function isFlask(call: CallValue): boolean {
  return /(^|\.)SQLAlchemy$/.test(nameOf(call.fn) ?? shortName(call.fn) ?? '');
}

function extendsFlask(m: Machine, call: CallValue): boolean {
  return call.fn.k === 'class' && call.fn.def.bases.some((base) => /SQLAlchemy$/.test(dotted(base)) && m.steps > 0);
}

function dotted(expr: Expr): string {
  if (expr.k === 'name') return expr.id;
  return expr.k === 'attr' ? `${dotted(expr.obj)}.${expr.name}` : '…';
}
