/** Values whose name says credential and that show none: masked, hashed, counted, or of a type that hides what it holds. */
import type { Expr } from '../../model/python.ts';
import type { Db } from '../db.ts';
import { describe } from '../describe.ts';
import { resolve, type Site } from '../resolve.ts';
import { instanceClass } from '../types.ts';
import { fieldKind } from './secret-fields.ts';
import { HARMLESS_CALL } from './sensitive-names.ts';

/** Told by its type, and by what was assigned to it. */
export function isHarmless(db: Db, site: Site, expr: Expr): boolean {
  if (expr.k === 'attr') {
    const owner = instanceClass(db, site, expr.obj);
    const kind = owner ? fieldKind(db, owner, expr.name) : null;
    if (kind === 'hidden' || kind === 'other') return true;
  }
  const target = resolve(db, site, expr);
  if (target.kind === 'function' || target.kind === 'class' || target.kind === 'module') return true;
  // `jwt` is mostly the library.
  if (target.kind === 'external') return /^(jwt|jose|authlib)(\.|$)/.test(target.dotted);
  if (target.kind !== 'variable') return false;
  return target.bindings.some((binding) => {
    if (binding.kind === 'parameter') return binding.annotation !== null && isOtherType(describe(binding.annotation));
    if (binding.kind === 'element' || binding.kind === 'entered') return true;
    if (binding.kind !== 'value') return binding.kind !== 'import';
    if (binding.annotation && isOtherType(describe(binding.annotation))) return true;
    return binding.value !== null && isHarmlessValue(binding.value);
  });
}

/** `f"redis://{host}:{port}"` */
function isAddressWithoutPassword(parts: readonly (string | Expr)[]): boolean {
  const text = parts.filter((part) => typeof part === 'string').join('');
  return text.includes('://') && !text.includes('@');
}

function isOtherType(annotation: string): boolean {
  return /\b(bool|int|float|Secret\w*|Callable|list|List|Sequence|Type|type|\w*Path)\b/.test(annotation);
}

function isHarmlessValue(value: Expr): boolean {
  switch (value.k) {
    case 'num':
    case 'lambda':
    case 'comp':
      return true;
    case 'const':
      return value.v !== null;
    case 'str':
      return true;
    case 'bin':
      return !/^(\+|%|or|and)$/.test(value.op) || isHarmlessValue(value.l);
    case 'un':
      return value.op === 'not';
    case 'fstr':
      return (
        isAddressWithoutPassword(value.parts) ||
        value.parts.some((part) => typeof part === 'string' && part.includes('***'))
      );
    case 'sub':
      return value.index.some((index) => index.k === 'slice') || isHarmlessValue(value.obj);
    case 'call': {
      const name = value.fn.k === 'attr' ? value.fn.name : value.fn.k === 'name' ? value.fn.id : '';
      return (
        HARMLESS_CALL.test(name) || value.kw.some(({ name: kw, v }) => kw === 'cast' && describe(v).endsWith('Secret'))
      );
    }
    default:
      return false;
  }
}
