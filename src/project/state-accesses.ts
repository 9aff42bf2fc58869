/** How the statements of one function use a variable or attribute: reading, entering, removing, replacing. */
import type { ContainerAccess } from '../model/layering.ts';
import type { Expr, FunctionDef, Stmt } from '../model/python.ts';
import { dottedName, expressionsOf, statementsOf, subexpressions } from '../model/python-walk.ts';

export interface Access {
  /** The name or attribute that is the container. */
  readonly of: Expr;
  readonly at: Expr;
  readonly how: ContainerAccess['how'];
  readonly value: string | null;
}

/** What the variables of the function were made by. */
type Locals = ReadonlyMap<string, string>;

const GROW = /^(append|add|extend|insert|appendleft)$/;
const SET = /^(update|setdefault|__setitem__)$/;
const SHRINK = /^(pop|popitem|popleft|remove|discard|clear|__delitem__)$/;

/** The accesses in a function's own statements; those of functions inside it are theirs. */
export function accessesIn(def: FunctionDef): readonly Access[] {
  const found: Access[] = [];
  const globals = new Set(statementsOf(def.body).flatMap((stmt) => (stmt.k === 'global' ? stmt.names : [])));
  const locals = new Map<string, string>();
  for (const stmt of statementsOf(def.body)) {
    if (stmt.k === 'def' || stmt.k === 'class') continue;
    if (stmt.k === 'assign' && stmt.v && stmt.targets[0]?.k === 'name') {
      const made = madeBy(stmt.v, locals);
      if (made !== null) locals.set(stmt.targets[0].id, made);
    }
    const written = writtenBy(stmt, { globals, locals });
    found.push(...written);
    const skipped = new Set(written.map(({ of }) => of));
    for (const expr of expressionsOf(stmt)) visit(expr, { skipped, locals }, found);
  }
  return found;
}

function writtenBy(stmt: Stmt, { globals, locals }: { globals: ReadonlySet<string>; locals: Locals }): Access[] {
  if (stmt.k === 'delete')
    return stmt.targets.flatMap((target) => (target.k === 'sub' ? entryOf(target, 'shrink', null) : []));
  if (stmt.k !== 'assign') return [];
  const value = stmt.v ? madeBy(stmt.v, locals) : null;
  return stmt.targets.flatMap((target): Access[] => {
    if (target.k === 'sub') return entryOf(target, 'set', value);
    const isGlobal = target.k === 'name' && globals.has(target.id);
    const isOwn = target.k === 'attr' && dottedName(target) !== null;
    return isGlobal || isOwn ? [{ of: target, at: target, how: stmt.op ? 'grow' : 'replace', value }] : [];
  });
}

/** `jobs[id] = …`, `jobs[id]["status"] = …`: the container is what the outermost entry is taken from. */
function entryOf(target: Expr, how: Access['how'], value: string | null): Access[] {
  const of = rootOf(target);
  return of === null ? [] : [{ of, at: target, how, value }];
}

function rootOf(expr: Expr): Expr | null {
  let of = expr;
  for (;;) {
    if (of.k === 'sub') of = of.obj;
    // `rooms.get(id).append(x)`, `rooms.setdefault(id, []).append(x)`
    else if (of.k === 'call' && of.fn.k === 'attr' && /^(get|setdefault)$/.test(of.fn.name)) of = of.fn.obj;
    else return of.k === 'name' || of.k === 'attr' ? of : null;
  }
}

function visit(expr: Expr, known: { skipped: ReadonlySet<Expr>; locals: Locals }, found: Access[]): void {
  if (known.skipped.has(expr)) return;
  if (expr.k === 'call' && expr.fn.k === 'attr') {
    const { name, obj } = expr.fn;
    const how = GROW.test(name) ? 'grow' : SET.test(name) ? 'set' : SHRINK.test(name) ? 'shrink' : null;
    const of = how && rootOf(obj);
    if (how && of) {
      const given = expr.args.at(-1);
      found.push({ of, at: expr, how, value: given ? madeBy(given, known.locals) : null });
      for (const arg of [...expr.args, ...expr.kw.map(({ v }) => v)]) visit(arg, known, found);
      return;
    }
  }
  if (expr.k === 'name' || expr.k === 'attr') {
    found.push({ of: expr, at: expr, how: 'read', value: null });
    if (expr.k === 'name' || dottedName(expr) === null) return;
  }
  for (const inner of subexpressions(expr)) visit(inner, known, found);
}

/** What is put in, as far as it is made by a call: `asyncio.Lock`. */
function madeBy(value: Expr, locals: Locals): string | null {
  const call = value.k === 'await' ? value.v : value;
  if (call.k === 'name') return locals.get(call.id) ?? null;
  return call.k === 'call' ? dottedName(call.fn) : null;
}
