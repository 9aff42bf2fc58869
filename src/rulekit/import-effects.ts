/** What a module does to the world outside while it is imported: requests, processes, event loops, exits. */
import type { SourceFile } from '../model/project.ts';
import type { Call, Expr, FunctionDef, Stmt } from '../model/python.ts';
import { dottedName, expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';
import { importedName } from './code.ts';

type EffectKind = 'network' | 'loop' | 'process' | 'exit' | 'tests' | 'sleep';

export interface ImportEffect {
  readonly call: Call;
  readonly kind: EffectKind;
  /** As written: `requests.get`. */
  readonly name: string;
  /** The function of the module through which it happens, or `null`. */
  readonly through: string | null;
}

const EFFECTS: readonly (readonly [EffectKind, RegExp])[] = [
  [
    'network',
    /^(requests|httpx)\.(get|post|put|patch|delete|head|options|request)$|^urllib\.request\.(urlopen|urlretrieve)$|^websocket\.create_connection$/,
  ],
  ['loop', /^(asyncio|anyio|trio|uvloop)\.run$|\.run_until_complete$/],
  ['process', /^subprocess\.(run|call|check_call|Popen)$|^os\.(system|popen)$/],
  ['exit', /^(sys\.exit|exit|quit|os\._exit)$/],
  ['sleep', /^time\.sleep$/],
];
/** Functions that call functions. */
const MAX_DEPTH = 3;

/** In source order, the calls that a module makes itself, `if __name__ == "__main__"` and other conditions aside. */
export function importEffects(file: SourceFile): readonly ImportEffect[] {
  const module = file.facts.python;
  if (!module) return [];
  const local = new Map(module.body.flatMap((stmt) => (stmt.k === 'def' ? [[stmt.name, stmt] as const] : [])));
  return unconditional(module.body).flatMap(({ call, isValue }): ImportEffect[] => {
    const name = nameOf(file, call);
    const kind = kindOf(name);
    // What a command answers decides which tests run.
    if (kind !== null)
      return isValue && kind !== 'network' && kind !== 'loop' ? [] : [{ call, kind, name, through: null }];
    const def = local.get(name);
    if (!def || isValue) return [];
    if (/^test(_|$)/.test(name) && !def.async && isTestLike(def)) return [{ call, kind: 'tests', name, through: null }];
    const inner = def.async ? null : effectOf(file, def, local, 0);
    return inner ? [{ call, kind: inner.kind, name: inner.name, through: name }] : [];
  });
}

function isTestLike({ params }: FunctionDef): boolean {
  return params.every((param) => param.default !== null);
}

function nameOf(file: SourceFile, { fn }: Call): string {
  if (fn.k === 'attr' && fn.name === 'run_until_complete') return `${dottedName(fn.obj) ?? 'loop'}.run_until_complete`;
  return importedName(file, fn) ?? '';
}

function kindOf(name: string): EffectKind | null {
  return EFFECTS.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

interface Made {
  readonly call: Call;
  /** Its result is kept or asked for. */
  readonly isValue: boolean;
}

function unconditional(body: readonly Stmt[]): readonly Made[] {
  return body.flatMap((stmt): readonly Made[] => {
    switch (stmt.k) {
      case 'expr': {
        const value = stmt.v.k === 'await' ? stmt.v.v : stmt.v;
        return callsOf(stmt.v).map((call) => ({ call, isValue: call !== value }));
      }
      case 'assign':
        return stmt.v ? callsOf(stmt.v).map((call) => ({ call, isValue: true })) : [];
      case 'with':
        return [
          ...stmt.items.flatMap(({ v }) => callsOf(v)).map((call) => ({ call, isValue: true })),
          ...unconditional(stmt.body),
        ];
      case 'for':
      case 'while':
        return unconditional(stmt.body);
      case 'try':
        return unconditional(stmt.body);
      default:
        return [];
    }
  });
}

function callsOf(expr: Expr): readonly Call[] {
  if (expr.k === 'lambda') return [];
  return expressionsIn(expr).flatMap((one) => (one.k === 'call' ? [one] : []));
}

type Local = ReadonlyMap<string, FunctionDef>;

function effectOf(
  file: SourceFile,
  def: FunctionDef,
  local: Local,
  depth: number,
): Pick<ImportEffect, 'kind' | 'name'> | null {
  const calls = statementsOf(def.body).flatMap((stmt) =>
    stmt.k === 'def' || stmt.k === 'class' ? [] : expressionsOf(stmt).flatMap(callsOf),
  );
  for (const call of calls) {
    const name = nameOf(file, call);
    const kind = kindOf(name);
    if (kind !== null && kind !== 'exit') return { kind, name };
    const next = local.get(name);
    const inner =
      next && next !== def && !next.async && depth < MAX_DEPTH ? effectOf(file, next, local, depth + 1) : null;
    if (inner) return inner;
  }
  return null;
}
