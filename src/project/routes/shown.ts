/** What a registration, a router or an inclusion says for OpenAPI: it changes no path, and rules ask for it. */
import type { FunctionDef } from '../../model/python.ts';
import { parseAnnotation } from '../annotation-text.ts';
import { describe } from '../describe.ts';
import type { Arguments } from './run.ts';
import { folded, itemsOf, type Shown, textOf, type Value } from './values.ts';

export const NOTHING_SHOWN: Shown = {
  responseModel: null,
  tags: [],
  operationId: null,
  name: null,
  deprecated: false,
  inSchema: true,
};

/** What the arguments of `router.get(…)`, `APIRouter(…)` or `include_router(…)` say. */
export function shownBy(from: Arguments): Shown {
  const { kw } = from;
  if (kw.size === 0) return NOTHING_SHOWN;
  return {
    responseModel: responseModel(from),
    tags: itemsOf(kw.get('tags'))?.flatMap((tag) => textOf(tag) ?? []) ?? [],
    operationId: textOf(kw.get('operation_id')) ?? null,
    name: textOf(kw.get('name') ?? kw.get('endpoint')) ?? null,
    deprecated: isConstant(kw.get('deprecated'), true),
    inSchema: !isConstant(kw.get('include_in_schema'), false),
  };
}

function responseModel({ kw, call }: Arguments): string | null {
  const value = kw.get('response_model');
  const expr = call?.kw.find(({ name }) => name === 'response_model')?.v;
  // A function of the project may hand on a parameter of its own.
  if (value?.k === 'class' && (expr === undefined || expr.k === 'name')) return value.def.name;
  return value && expr ? describe(expr) : null;
}

/** What FastAPI takes for the response model where none is given. */
export function returnAnnotation({ returns }: FunctionDef): string | null {
  if (returns === null) return null;
  return describe((returns.k === 'str' ? parseAnnotation(returns) : null) ?? returns);
}

function isConstant(value: Value | undefined, wanted: boolean): boolean {
  const known = value && folded(value);
  return known?.k === 'const' && known.v === wanted;
}
