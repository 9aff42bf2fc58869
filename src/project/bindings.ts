/** What each name of a scope is bound to: the symbol table of a module, class or function. */
import type { ClassDef, Expr, FunctionDef, Stmt } from '../model/python.ts';
import { statementsOf, walrusesOf } from '../model/python-walk.ts';
import { type Db, query } from './db.ts';

export type Binding =
  | { readonly kind: 'function'; readonly def: FunctionDef }
  | { readonly kind: 'class'; readonly def: ClassDef }
  /** `x = value`, `x: annotation = value`; in `a, b = value` both are bound to an element of an unknown value: `null`. */
  | { readonly kind: 'value'; readonly value: Expr | null; readonly annotation: Expr | null; readonly at: Expr }
  /** `import a.b` binds `a` (`name: null`, `dotted: 'a'`); `from .x import y as z` binds `z` to `y` of `.x`. */
  | { readonly kind: 'import'; readonly dotted: string; readonly level: number; readonly name: string | null }
  /** `with f() as x`: what entering the value gives. */
  | { readonly kind: 'entered'; readonly value: Expr; readonly async: boolean }
  /** `for x in iterable`. */
  | { readonly kind: 'element'; readonly of: Expr }
  | {
      readonly kind: 'parameter';
      readonly annotation: Expr | null;
      readonly default: Expr | null;
      readonly index: number;
    }
  /** An exception name, a match capture, a walrus in a place that is not followed. */
  | { readonly kind: 'other' };

export interface Bindings {
  /** Every binding of a name, in source order: a name that is bound twice has two. */
  readonly names: ReadonlyMap<string, readonly Binding[]>;
  /** `from x import *`, in order. */
  readonly stars: readonly { readonly dotted: string; readonly level: number }[];
}

const NONE: Bindings = { names: new Map(), stars: [] };

/** The module-level names of a Python file, those bound inside `if`, `try`, `with` and `for` included. */
export const moduleBindings = query<Bindings>('module-bindings', (db: Db, path) => {
  const module = db.facts(path)?.python;
  return module ? bindingsOf(module.body) : NONE;
});

const functionScopes = new WeakMap<FunctionDef, Bindings>();

/** The names bound inside a function: parameters, assignments, imports, nested definitions. */
export function functionBindings(def: FunctionDef): Bindings {
  const known = functionScopes.get(def);
  if (known) return known;
  const bindings = bindingsOf(def.body, def);
  functionScopes.set(def, bindings);
  return bindings;
}

const classScopes = new WeakMap<ClassDef, Bindings>();

/** The names bound in a class body: methods, attributes, nested classes. */
export function classBindings(def: ClassDef): Bindings {
  const known = classScopes.get(def);
  if (known) return known;
  const bindings = bindingsOf(def.body);
  classScopes.set(def, bindings);
  return bindings;
}

function bindingsOf(body: readonly Stmt[], fn?: FunctionDef): Bindings {
  const names = new Map<string, Binding[]>();
  const stars: { dotted: string; level: number }[] = [];
  const bind = (name: string, binding: Binding) => {
    const known = names.get(name);
    if (known) known.push(binding);
    else names.set(name, [binding]);
  };
  fn?.params.forEach((param, index) => {
    bind(param.name, { kind: 'parameter', annotation: param.annotation, default: param.default, index });
  });
  for (const stmt of statementsOf(body)) {
    if (stmt.k === 'def') bind(stmt.name, { kind: 'function', def: stmt });
    else if (stmt.k === 'class') bind(stmt.name, { kind: 'class', def: stmt });
    else if (stmt.k === 'import') bindImport(stmt, bind, stars);
    else if (stmt.k === 'assign' && !stmt.op) {
      for (const target of stmt.targets) bindTarget(target, stmt.v, stmt.annotation, bind);
    } else if (stmt.k === 'for') {
      for (const name of namesIn(stmt.target)) {
        bind(name, stmt.target.k === 'name' ? { kind: 'element', of: stmt.iter } : { kind: 'other' });
      }
    } else if (stmt.k === 'with') {
      for (const { v, target } of stmt.items) {
        if (target?.k === 'name') bind(target.id, { kind: 'entered', value: v, async: stmt.async });
        else if (target) for (const name of namesIn(target)) bind(name, { kind: 'other' });
      }
    } else if (stmt.k === 'try') {
      for (const handler of stmt.handlers) if (handler.name !== null) bind(handler.name, { kind: 'other' });
    } else if (stmt.k === 'type') bind(stmt.name, { kind: 'value', value: stmt.v, annotation: null, at: stmt.v });
    for (const at of walrusesOf(stmt)) bind(at.name, { kind: 'value', value: at.v, annotation: null, at });
  }
  return { names, stars };
}

function bindImport(
  stmt: Stmt & { k: 'import' },
  bind: (name: string, binding: Binding) => void,
  stars: { dotted: string; level: number }[],
): void {
  for (const { name, as } of stmt.names) {
    if (stmt.from === null && stmt.level === 0) {
      const first = name.split('.', 1)[0] ?? name;
      bind(as ?? first, { kind: 'import', dotted: as === null ? first : name, level: 0, name: null });
    } else if (name === '*') stars.push({ dotted: stmt.from ?? '', level: stmt.level });
    else bind(as ?? name, { kind: 'import', dotted: stmt.from ?? '', level: stmt.level, name });
  }
}

function bindTarget(
  target: Expr,
  value: Expr | null,
  annotation: Expr | null,
  bind: (name: string, binding: Binding) => void,
): void {
  if (target.k === 'name') bind(target.id, { kind: 'value', value, annotation, at: target });
  else if (target.k === 'tuple' || target.k === 'list') {
    const values = value?.k === 'tuple' || value?.k === 'list' ? value.items : [];
    const aligned = values.length === target.items.length && !values.some((item) => item.k === 'star');
    target.items.forEach((item, i) => {
      bindTarget(item, aligned ? (values[i] ?? null) : null, null, bind);
    });
  } else if (target.k === 'star') bindTarget(target.v, null, null, bind);
}

function namesIn(target: Expr): readonly string[] {
  if (target.k === 'name') return [target.id];
  if (target.k === 'tuple' || target.k === 'list') return target.items.flatMap(namesIn);
  return target.k === 'star' ? namesIn(target.v) : [];
}

/** `self.x = …` in a method. */
export interface FieldAssignment {
  readonly method: FunctionDef;
  readonly stmt: Stmt & { readonly k: 'assign' };
}

const fieldsOfClasses = new WeakMap<ClassDef, ReadonlyMap<string, readonly FieldAssignment[]>>();

/** What the methods of a class assign to its fields, in order: a large class is looked through once, not for each field. */
export function fieldAssignments(def: ClassDef, name: string): readonly FieldAssignment[] {
  let fields = fieldsOfClasses.get(def);
  if (!fields) {
    fields = fieldsOf(def);
    fieldsOfClasses.set(def, fields);
  }
  return fields.get(name) ?? [];
}

function fieldsOf(def: ClassDef): ReadonlyMap<string, readonly FieldAssignment[]> {
  const fields = new Map<string, FieldAssignment[]>();
  for (const method of def.body) {
    if (method.k !== 'def') continue;
    for (const stmt of statementsOf(method.body)) {
      if (stmt.k !== 'assign') continue;
      const names = stmt.targets.flatMap((t) =>
        t.k === 'attr' && t.obj.k === 'name' && t.obj.id === 'self' ? [t.name] : [],
      );
      for (const name of new Set(names)) {
        const known = fields.get(name);
        if (known) known.push({ method, stmt });
        else fields.set(name, [{ method, stmt }]);
      }
    }
  }
  return fields;
}
