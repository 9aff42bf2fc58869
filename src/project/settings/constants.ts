/** What Python makes of known values: conversions of text, methods of strings, comparisons. */
import type { ConstantValue } from '../../model/settings.ts';

type Maybe = ConstantValue | undefined;

const TRUE = /^(1|true|t|yes|y|on|enabled?)$/i;
const FALSE = /^(0|false|f|no|n|off|disabled?|)$/i;

export function isTruthy(value: ConstantValue): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** A text as libraries of settings read a flag. */
export function asFlag(value: Maybe): Maybe {
  if (typeof value === 'number') return value !== 0;
  if (typeof value !== 'string') return value;
  if (TRUE.test(value.trim())) return true;
  return FALSE.test(value.trim()) ? false : undefined;
}

/** A text as a list: JSON, or separated by commas. */
export function asList(value: Maybe): Maybe {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text.startsWith('[')) return fromJson(text);
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}

/** `json.loads`, for what a variable can hold. */
export function fromJson(text: string): Maybe {
  try {
    return asConstant(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asConstant(value: unknown): Maybe {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (!Array.isArray(value)) return undefined;
  const items = value.map(asConstant);
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

/** A variable's text as a field of this type receives it. `type`: the annotation as code, or the name of a cast. */
export function castTo(type: string | null, value: Maybe): Maybe {
  if (type === null || typeof value !== 'string') return value;
  if (/\bbool\b/i.test(type) && !/\bstr\b/.test(type)) return asFlag(value);
  if (/\b(list|set|tuple|sequence|csv|commaseparated\w*)\b/i.test(type)) return asList(value);
  if (/^(int|float)\b/.test(type))
    return value.trim() === '' || Number.isNaN(Number(value)) ? undefined : Number(value);
  return value;
}

/** The result of a method of a string; `undefined` where it is not known. */
export function stringMethod(name: string, self: Maybe, args: readonly Maybe[]): Maybe {
  if (typeof self !== 'string') return undefined;
  const [first] = args;
  switch (name) {
    case 'lower':
    case 'casefold':
      return self.toLowerCase();
    case 'upper':
      return self.toUpperCase();
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return args.length === 0 ? self.trim() : undefined;
    case 'encode':
    case 'decode':
      return self;
    case 'split':
      if (typeof first === 'string' && first !== '') return self.split(first);
      return args.length === 0 ? self.split(/\s+/).filter((part) => part !== '') : undefined;
    case 'startswith':
      return typeof first === 'string' ? self.startsWith(first) : undefined;
    case 'endswith':
      return typeof first === 'string' ? self.endsWith(first) : undefined;
    case 'replace':
      return typeof first === 'string' && typeof args[1] === 'string' ? self.replaceAll(first, args[1]) : undefined;
    default:
      return undefined;
  }
}

/** `left op right` for comparisons and additions. */
export function binary(op: string, left: Maybe, right: Maybe): Maybe {
  if (left === undefined || right === undefined) return undefined;
  switch (op) {
    case '==':
    case 'is':
      return same(left, right);
    case '!=':
    case 'is not':
      return !same(left, right);
    case 'in':
      return contains(right, left);
    case 'not in': {
      const found = contains(right, left);
      return found === undefined ? undefined : !found;
    }
    case '+':
      if (typeof left === 'string' && typeof right === 'string') return left + right;
      if (typeof left === 'number' && typeof right === 'number') return left + right;
      return Array.isArray(left) && Array.isArray(right) ? [...left, ...right] : undefined;
    default:
      return undefined;
  }
}

function contains(whole: ConstantValue, part: ConstantValue): boolean | undefined {
  if (Array.isArray(whole)) return whole.some((item) => same(item, part));
  return typeof whole === 'string' && typeof part === 'string' ? whole.includes(part) : undefined;
}

function same(a: ConstantValue, b: ConstantValue): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => same(item, b[i] ?? null));
  // `True == 1`
  return a === b || (typeof a === 'boolean' && typeof b === 'number' && Number(a) === b);
}
