/** Builtin functions and methods of texts, lists and dictionaries, as far as migrations and models use them. */
import { regular } from './regular.ts';
import { joined, pushAll, replaced } from './size.ts';
import {
  type CallValue,
  constant,
  DB,
  HOLE,
  NONE,
  nameOf,
  rawTextOf,
  sequence,
  truth,
  UNKNOWN,
  type Value,
} from './value.ts';

/** What calling a builtin or a method of a known value gives, or `null` where it is neither. */
export function method(_m: unknown, call: CallValue): Value | null {
  const name = nameOf(call.fn);
  if (name?.startsWith('re.')) return regular(name.slice(3), call);
  if (name !== null) return name.startsWith('builtins.') ? builtin(name.slice(9), call) : snakeCase(name, call);
  if (call.fn.k !== 'attr') return null;
  const { on, name: verb } = call.fn;
  const text = on.k === 'const' ? rawTextOf(on) : null;
  if (text !== null) return ofText(text, verb, call);
  if (on.k === 'call' && nameOf(on.fn) === 're.compile')
    return regular(verb, { ...call, args: [...on.args, ...call.args] });
  if (on.k === 'seq') return ofList(on, verb, call);
  if (on.k === 'map') return ofMap(on, verb, call);
  return null;
}

function builtin(name: string, call: CallValue): Value | null {
  const first = call.args[0];
  if (first?.k === 'db') return DB;
  switch (name) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
    case 'sorted':
    case 'reversed': {
      if (first === undefined) return sequence([]);
      const items = itemsOf(first);
      if (items === null) return UNKNOWN;
      if (name === 'reversed') return sequence(items.toReversed());
      return sequence(name === 'sorted' ? sortedTexts(items) : [...items]);
    }
    case 'dict':
      if (first !== undefined && first.k !== 'map') return UNKNOWN;
      return {
        k: 'map',
        entries: [...(first?.entries ?? []), ...Object.entries(call.kw).map(([key, v]) => [constant(key), v] as const)],
      };
    case 'str':
      return constant(first?.k === 'const' ? String(first.v) : HOLE);
    case 'len': {
      const items = first ? itemsOf(first) : null;
      return items ? constant(items.length) : UNKNOWN;
    }
    case 'enumerate': {
      const items = first ? itemsOf(first) : null;
      return items ? sequence(items.map((item, i) => sequence([constant(i), item]))) : UNKNOWN;
    }
    case 'zip': {
      const lists = call.args.map(itemsOf);
      const [one] = lists;
      if (!one || lists.includes(null)) return UNKNOWN;
      return sequence(one.map((_, i) => sequence(lists.map((list) => list?.[i] ?? UNKNOWN))));
    }
    case 'range':
      return range(call);
    case 'any':
    case 'all':
      return quantified(name, first);
    case 'next':
      if (first?.k !== 'seq') return UNKNOWN;
      return first.items[0] ?? (first.partial ? UNKNOWN : (call.args[1] ?? UNKNOWN));
    case 'print':
      return NONE;
    case 'getattr':
      if (first?.k === 'class' && rawTextOf(call.args[1]) === '__name__') return constant(first.def.name);
      return first && call.args[1] ? { k: 'attr', on: first, name: rawTextOf(call.args[1]) ?? HOLE } : UNKNOWN;
    default:
      return call.args.some((arg) => arg.k === 'db') ? DB : UNKNOWN;
  }
}

/** `any(…)` and `all(…)`. */
function quantified(name: 'any' | 'all', list: Value | undefined): Value {
  if (list?.k !== 'seq') return UNKNOWN;
  const items = list.items.map(truth);
  if (items.includes(name === 'any')) return constant(name === 'any');
  if (list.partial || items.includes('unknown')) return UNKNOWN;
  return items.includes('db') ? DB : constant(name === 'all');
}

function range(call: CallValue): Value {
  const numbers = call.args.map((arg) => (arg.k === 'const' && typeof arg.v === 'number' ? arg.v : null));
  if (numbers.length === 0 || numbers.length > 2 || numbers.includes(null)) return UNKNOWN;
  const [from, to] = numbers.length === 1 ? [0, numbers[0] ?? 0] : [numbers[0] ?? 0, numbers[1] ?? 0];
  return to - from > 10_000
    ? UNKNOWN
    : sequence(Array.from({ length: Math.max(0, to - from) }, (_, i) => constant(from + i)));
}

function itemsOf(value: Value): readonly Value[] | null {
  if (value.k === 'seq') return value.partial ? null : value.items;
  return value.k === 'map' ? value.entries.map(([key]) => key) : null;
}

function sortedTexts(items: readonly Value[]): Value[] {
  const key = (value: Value) => rawTextOf(value) ?? '';
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function ofText(text: string, verb: string, call: CallValue): Value | null {
  const args = call.args.map(rawTextOf);
  switch (verb) {
    case 'upper':
      return constant(text.toUpperCase());
    case 'lower':
    case 'casefold':
      return constant(text.toLowerCase());
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return constant(stripped(text, verb, args[0] ?? null));
    case 'isupper':
      return constant(text !== text.toLowerCase() && text === text.toUpperCase());
    case 'islower':
      return constant(text !== text.toUpperCase() && text === text.toLowerCase());
    case 'removeprefix':
      return constant(args[0] && text.startsWith(args[0]) ? text.slice(args[0].length) : text);
    case 'removesuffix':
      return constant(args[0] && text.endsWith(args[0]) ? text.slice(0, -args[0].length) : text);
    case 'capitalize':
      return constant(text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase());
    case 'replace':
      return args[0] && args[1] !== null && args[1] !== undefined
        ? joined(text.split(args[0]), args[1])
        : constant(HOLE);
    case 'split':
      return args[0]
        ? sequence(text.split(args[0]).map(constant))
        : args.length === 0
          ? sequence(text.trim().split(/\s+/).map(constant))
          : UNKNOWN;
    case 'splitlines':
      return sequence(text.split('\n').map(constant));
    case 'join': {
      const items = call.args[0] ? itemsOf(call.args[0]) : null;
      return items
        ? joined(
            items.map((item) => rawTextOf(item) ?? HOLE),
            text,
          )
        : constant(HOLE);
    }
    case 'format':
      return formatted(text, call);
    case 'startsWith':
    case 'startswith':
      return args[0] && !text.includes(HOLE) ? constant(text.startsWith(args[0])) : UNKNOWN;
    case 'endswith':
      return args[0] && !text.includes(HOLE) ? constant(text.endsWith(args[0])) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function formatted(text: string, call: CallValue): Value {
  let next = 0;
  return replaced(text, /\{\{|\}\}|\{(\w*)[^{}]*\}/g, (whole = '', name) => {
    if (whole === '{{' || whole === '}}') return whole.slice(1);
    const value = !name ? call.args[next++] : /^\d+$/.test(name) ? call.args[Number(name)] : call.kw[name];
    const known = rawTextOf(value);
    return known ?? (value?.k === 'const' && value.v !== null ? String(value.v) : HOLE);
  });
}

function ofList(on: Value & { k: 'seq' }, verb: string, call: CallValue): Value | null {
  const first = call.args[0];
  switch (verb) {
    case 'append':
    case 'add':
      if (first) on.items.push(first);
      return NONE;
    case 'extend':
    case 'update':
      if (first?.k !== 'seq' || !pushAll(on.items, first.items) || first.partial) on.partial = true;
      return NONE;
    case 'insert':
      if (call.args[1]) on.items.push(call.args[1]);
      return NONE;
    case 'copy':
      return sequence([...on.items], on.partial);
    default:
      return UNKNOWN;
  }
}

function ofMap(on: Value & { k: 'map' }, verb: string, call: CallValue): Value | null {
  switch (verb) {
    case 'update':
      // What is merged in and not known may be any key.
      if (call.args[0] && (call.args[0].k !== 'map' || !pushAll(on.entries, call.args[0].entries)))
        on.entries.push([UNKNOWN, UNKNOWN]);
      for (const [name, value] of Object.entries(call.kw)) on.entries.push([constant(name), value]);
      return NONE;
    case 'setdefault': {
      const [key, value = NONE] = call.args;
      const isThere = on.entries.some(([name]) => name.k === 'const' && key?.k === 'const' && name.v === key.v);
      if (key && !isThere) on.entries.push([key, value]);
      return isThere ? UNKNOWN : value;
    }
    case 'items':
      return sequence(on.entries.map(([key, value]) => sequence([key, value])));
    case 'keys':
      return sequence(on.entries.map(([key]) => key));
    case 'values':
      return sequence(on.entries.map(([, value]) => value));
    case 'get': {
      const key = call.args[0];
      if (key?.k !== 'const') return key?.k === 'db' ? DB : UNKNOWN;
      const found = on.entries.findLast(([name]) => name.k === 'const' && name.v === key.v);
      return found?.[1] ?? call.args[1] ?? NONE;
    }
    default:
      return UNKNOWN;
  }
}

function stripped(text: string, verb: string, signs: string | null): string {
  const isEdge = (sign: string | undefined) =>
    sign !== undefined && (signs === null ? /\s/.test(sign) : signs.includes(sign));
  let [start, end] = [0, text.length];
  while (verb !== 'rstrip' && start < end && isEdge(text[start])) start++;
  while (verb !== 'lstrip' && end > start && isEdge(text[end - 1])) end--;
  return text.slice(start, end);
}

/** `inflection.underscore`, `humps.decamelize`, `stringcase.snakecase`: the usual ways to name a table after its class. */
function snakeCase(name: string, call: CallValue): Value | null {
  if (!/(^|[._])(underscore|snakecase|to_snake|camel_to_snake(_case)?|camel2snake|decamelize|snake_case)$/.test(name))
    return null;
  const text = rawTextOf(call.args[0]);
  return text === null ? null : constant(snake(text));
}

/** `HTTPServerLog` → `http_server_log`. */
export function snake(text: string): string {
  return text
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
