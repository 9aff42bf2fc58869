/** setup.py, read without running it, and setup.cfg. */
import { entriesOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { Declared, DependencyManifest } from '../../model/dependencies.ts';
import type { Call, Expr, Stmt } from '../../model/python.ts';
import { callsIn, dottedName, expressionsIn, keywordArgument, statementsOf } from '../../model/python-walk.ts';
import { parseRequirement } from '../../model/requirement-text.ts';
import type { Place } from '../../model/span.ts';
import { type ManifestFile, placeOf } from '../deployment/env-value.ts';
import { joinPath } from '../deployment/paths.ts';

/** The call of `setup` in a setup.py. */
export function setupCall(file: ManifestFile): Call | null {
  const calls = callsIn(file.facts.python?.body ?? []);
  return calls.find(({ fn }) => /^(setuptools\.)?setup$/.test(dottedName(fn) ?? '')) ?? null;
}

export function setupPyManifest(file: ManifestFile): DependencyManifest | null {
  const call = setupCall(file);
  if (call === null) return null;
  const body = file.facts.python?.body ?? [];
  const required = keywordArgument(call, 'install_requires') ?? null;
  const declared = required ? strings(file, body, required) : [];
  const extras = keywordArgument(call, 'extras_require') ?? null;
  // A script that reads `requirements.txt` declares what stands there.
  const read = (file.facts.python?.body ?? []).flatMap((stmt) => filesNamedIn(stmt));
  const computed = required !== null && declared === null && read.length === 0;
  return {
    path: file.path,
    format: 'setup',
    declared: [
      ...requirements(declared ?? [], 'runtime'),
      ...requirements(extras ? (strings(file, body, extras) ?? []) : [], 'extra'),
    ],
    open:
      computed ||
      call.kw.some(({ name }) => name === null) ||
      (extras !== null && strings(file, body, extras) === null),
    includes: read.map((name) => joinPath(joinPath(file.path, '..'), name)),
    locals: [],
  };
}

interface Written {
  readonly text: string;
  readonly at: Place;
}

/** Every text of a list, or of a dictionary of lists, by name or literal; `null` where code computes it. */
function strings(file: ManifestFile, body: readonly Stmt[], expr: Expr): readonly Written[] | null {
  const named = expr.k === 'name' ? assigned(body, expr.id) : expr;
  if (named === null || !/^(list|tuple|dict|bin)$/.test(named.k)) return null;
  const inside = expressionsIn(named).filter((e) => e.k === 'name' || e.k === 'call');
  const keys = named.k === 'dict' ? new Set(named.items.map(([key]) => key)) : new Set();
  const found = expressionsIn(named).flatMap((e) =>
    e.k === 'str' && !keys.has(e) ? [{ text: e.v, at: placeOf(file, e) }] : [],
  );
  return inside.length > 0 && found.length === 0 ? null : found;
}

function assigned(body: readonly Stmt[], name: string): Expr | null {
  for (const stmt of statementsOf(body)) {
    if (stmt.k === 'assign' && stmt.targets.some((target) => target.k === 'name' && target.id === name)) return stmt.v;
  }
  return null;
}

function requirements(written: readonly Written[], role: Declared['role']): readonly Declared[] {
  return written.flatMap(({ text, at }) => {
    const read = parseRequirement(text);
    if (read === null) return [];
    const { url, ...named } = read;
    return [{ ...named, role, source: url === null ? 'index' : 'fixed', at } as const];
  });
}

function filesNamedIn(stmt: Stmt): readonly string[] {
  const found: string[] = [];
  const body = stmt.k === 'def' ? statementsOf(stmt.body) : statementsOf([stmt]);
  for (const inner of body) {
    const exprs =
      inner.k === 'assign'
        ? [inner.v]
        : inner.k === 'with'
          ? inner.items.map(({ v }) => v)
          : inner.k === 'expr' || inner.k === 'return'
            ? [inner.v]
            : [];
    for (const expr of exprs) {
      for (const e of expr ? expressionsIn(expr) : []) {
        if (e.k === 'str' && /^[\w./-]*requirements[\w./-]*\.(txt|in)$/.test(e.v)) found.push(e.v);
      }
    }
  }
  return found;
}

export function setupCfgManifest(file: ManifestFile): DependencyManifest | null {
  const [root] = file.facts.documents ?? [];
  const options = valueAt(root, 'options');
  if (!options && !valueAt(root, 'metadata')) return null;
  const lines = (node: Parameters<typeof textOf>[0], role: Declared['role']) => {
    const written = (textOf(node) ?? '')
      .split('\n')
      .map((text) => text.trim())
      .filter((text) => text !== '');
    return node
      ? requirements(
          written.map((text) => ({ text, at: placeOf(file, node) })),
          role,
        )
      : [];
  };
  const required = textOf(valueAt(options, 'install_requires')) ?? '';
  const included = required.startsWith('file:')
    ? required
        .slice(5)
        .split(',')
        .map((path) => path.trim())
    : [];
  return {
    path: file.path,
    format: 'setup',
    declared: [
      ...(included.length > 0 ? [] : lines(valueAt(options, 'install_requires'), 'runtime')),
      ...entriesOf(valueAt(root, 'options.extras_require')).flatMap(({ v }) => lines(v, 'extra')),
    ],
    open: false,
    includes: included.map((path) => joinPath(joinPath(file.path, '..'), path)),
    locals: [],
  };
}
