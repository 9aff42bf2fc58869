/** One question about a value on its way through the code, and what its answers are made of. */
import type { Expr, FunctionDef } from '../../model/python.ts';
import type { ConstantValue, Environment, Flow } from '../../model/settings.ts';
import { type Range, spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';
import { deeper, type Effort, isExhausted } from '../effort.ts';
import type { Site } from '../resolve.ts';
import { castTo } from './constants.ts';

/** One question on its way through the code. */
export interface Walk {
  readonly db: Db;
  readonly env: Environment;
  readonly effort: Effort;
  /** What the parameters of functions that were entered are bound to. */
  readonly bound: ReadonlyMap<FunctionDef, ReadonlyMap<string, Flow>>;
  /** Any expression, one step further in: what names and calls lead to is asked here again. */
  readonly evaluate: (walk: Walk, site: Site, expr: Expr) => Flow;
}

export const UNKNOWN: Flow = { value: undefined, variables: [], at: null, through: [] };

/** The value of `expr` at `site`; unknown once the question has cost enough. */
export function follow(walk: Walk, site: Site, expr: Expr): Flow {
  return isExhausted(walk.effort) ? UNKNOWN : walk.evaluate({ ...walk, effort: deeper(walk.effort) }, site, expr);
}

/** A value that stands in the code. */
export function literal(walk: Walk, site: Site, range: Range, value: ConstantValue): Flow {
  const at = { path: site.path, span: spanOf(walk.db.facts(site.path)?.lineStarts ?? [0], range) };
  return { value, variables: [], at, through: [] };
}

/** What is made of several flows: it depends on all that they depend on. */
export function join(flows: readonly Flow[], value: ConstantValue | undefined): Flow {
  return {
    value,
    variables: unique(flows.flatMap((one) => one.variables)),
    at: flows.find((one) => one.at !== null)?.at ?? null,
    through: unique(flows.flatMap((one) => one.through)),
  };
}

export function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** What a field or call gets that any of `variables` sets; `type` is how text is read. */
export function underEnvironment(
  env: Environment,
  variables: readonly string[],
  { type, otherwise }: { readonly type: string | null; readonly otherwise: Flow },
): Flow {
  const depends = unique([...variables, ...otherwise.variables]);
  for (const variable of variables) {
    const set = env.get(variable);
    if (set === null) return { ...UNKNOWN, variables: depends, through: otherwise.through };
    if (set !== undefined)
      return { ...UNKNOWN, value: castTo(type, set), variables: depends, through: otherwise.through };
  }
  return { ...otherwise, value: castTo(type, otherwise.value), variables: depends };
}
