/** What a name stands for: a variable of the running functions, or what the module binds it to. */
import type { Expr } from '../../../model/python.ts';
import { expressionsIn } from '../../../model/python-walk.ts';
import { functionBindings, moduleBindings } from '../../bindings.ts';
import { resolve, type Site, type Target } from '../../resolve.ts';
import type { Machine } from './machine.ts';
import { type Frame, UNKNOWN, type Value } from './value.ts';

/** The value of a name in `frame`. */
export function lookup(m: Machine, frame: Frame, name: string): Value {
  for (let at: Frame | null = frame; at; at = at.parent) {
    const value = at.vars.get(name);
    if (value) return value;
  }
  return (
    alembicItself(m, frame, name) ?? valueOfTarget(m, resolve(m.db, frame.site, { k: 'name', id: name, s: 0, e: 0 }))
  );
}

/**
 * `from alembic import op` in a repository whose migrations live in a folder `alembic`: the library is meant, as
 * that folder is not on the path when Alembic runs.
 */
function alembicItself(m: Machine, frame: Frame, name: string): Value | null {
  const scopes = [m.db.get(moduleBindings, frame.site.path)];
  for (const scope of frame.site.within) if (scope.k === 'def') scopes.push(functionBindings(scope));
  for (const scope of scopes.reverse()) {
    const binding = scope.names.get(name)?.at(-1);
    if (binding?.kind !== 'import' || binding.level > 0) continue;
    if (!LIBRARIES.has(binding.dotted.split('.', 1)[0] ?? '')) continue;
    return { k: 'ref', name: binding.name === null ? binding.dotted : `${binding.dotted}.${binding.name}` };
  }
  return null;
}

const LIBRARIES = new Set(
  `alembic sqlalchemy sqlmodel sqlalchemy_utils alembic_utils pgvector geoalchemy2 advanced_alchemy typing datetime uuid
  enum re os json logging textwrap collections decimal`.split(/\s+/),
);

/** The value of what a name was resolved to. */
export function valueOfTarget(m: Machine, target: Target): Value {
  switch (target.kind) {
    case 'external':
      return { k: 'ref', name: target.dotted };
    case 'function':
      return { k: 'fn', def: target.def, site: target.site, closure: null };
    case 'class':
      return { k: 'class', def: target.def, site: target.site };
    case 'module':
      return { k: 'module', path: target.path };
    case 'variable': {
      const binding = target.bindings.findLast((b) => b.kind === 'value' && b.value !== null);
      if (binding?.kind !== 'value' || binding.value === null) return UNKNOWN;
      return ofModule(m, target.site, binding.value);
    }
    case 'unknown':
      return UNKNOWN;
  }
}

function ofModule(m: Machine, site: Site, expr: Expr): Value {
  const known = m.literals.get(expr);
  if (known) return known;
  const value = m.evaluate(m, { vars: new Map(), site, parent: null }, expr);
  if (isLiteral(expr)) m.literals.set(expr, value);
  return value;
}

const LITERAL = new Set(['dict', 'list', 'tuple', 'set', 'str', 'num', 'const', 'un']);

/** A container of constants, which may be large; nothing happens while it is made. */
function isLiteral(expr: Expr): boolean {
  if (expr.k !== 'dict' && expr.k !== 'list' && expr.k !== 'tuple') return false;
  return expressionsIn(expr).every(({ k }) => LITERAL.has(k));
}
