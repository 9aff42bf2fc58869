/** Parameters of functions and lambdas. */
import type { Param } from '../../model/python.ts';
import {
  after,
  endOf,
  firstNamed,
  isNamed,
  namedChildren,
  readExpr,
  type Source,
  startOf,
  symbolOf,
  textOf,
} from './source.ts';
import { exactly } from './stack.ts';

/** The parameters inside `list`; none for -1. `/` and `*` are no parameters, they give the others their kind. */
export function readParams(source: Source, list: number): readonly Param[] {
  const params: Param[] = [];
  if (list === -1) return exactly(params);
  const { keywordSeparator, positionalSeparator } = source.symbols;
  let kind: Param['kind'] = hasPositionalOnly(source, list) ? 'positional' : 'normal';
  for (let child = list + 1, end = after(source, list); child < end; child = after(source, child)) {
    const symbol = symbolOf(source, child);
    if (symbol === positionalSeparator) kind = 'normal';
    else if (symbol === keywordSeparator) kind = 'keyword';
    else if (isNamed(source, child)) {
      const param = readParam(source, child, kind);
      if (param === null) continue;
      params.push(param);
      if (param.kind === 'args') kind = 'keyword';
    }
  }
  return exactly(params);
}

function hasPositionalOnly(source: Source, list: number): boolean {
  for (let child = list + 1, end = after(source, list); child < end; child = after(source, child)) {
    if (symbolOf(source, child) === source.symbols.positionalSeparator) return true;
  }
  return false;
}

/** `null` for text that is no parameter. */
function readParam(source: Source, node: number, kind: Param['kind']): Param | null {
  const { symbols } = source;
  const symbol = symbolOf(source, node);
  const s = startOf(source, node);
  const e = endOf(source, node);
  let name = symbol === symbols.identifier ? node : -1;
  let annotation = -1;
  let value = -1;
  if (symbol === symbols.listSplatPattern || symbol === symbols.dictionarySplatPattern) name = node;
  else if (symbol === symbols.typedParameter) [name = -1, annotation = -1] = namedChildren(source, node);
  else if (symbol === symbols.defaultParameter) [name = -1, value = -1] = namedChildren(source, node);
  else if (symbol === symbols.typedDefaultParameter) {
    [name = -1, annotation = -1, value = -1] = namedChildren(source, node);
  }
  if (name === -1) return null;
  const [written, own] = nameOf(source, name, kind);
  return {
    s,
    e,
    name: written,
    kind: own,
    annotation: annotation === -1 ? null : readExpr(source, annotation),
    default: value === -1 ? null : readExpr(source, value),
  };
}

/** `*args` and `**kwargs` tell their kind. */
function nameOf(source: Source, node: number, kind: Param['kind']): [name: string, kind: Param['kind']] {
  const symbol = symbolOf(source, node);
  const { listSplatPattern, dictionarySplatPattern } = source.symbols;
  if (symbol !== listSplatPattern && symbol !== dictionarySplatPattern) return [textOf(source, node), kind];
  const inner = firstNamed(source, node);
  return [inner === -1 ? '' : textOf(source, inner), symbol === listSplatPattern ? 'args' : 'kwargs'];
}
