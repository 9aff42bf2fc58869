/** Methods of text, of the parts of a request, and the builtins that guards use. */
import type { Call } from '../../model/python.ts';
import { keywordArgument } from '../../model/python-walk.ts';
import type { Follow } from './follow.ts';
import { endsWith, matches, startsWith } from './paths.ts';
import { entryOf, isSocket } from './request.ts';
import { ANONYMOUS, FOREIGN, isOfCaller, known, MAYBE, NOTHING, some, truthOf, type Value } from './values.ts';

/** `value.method(…)` where the value decides; `null` where the function must be looked at. */
export function methodOf(follow: Follow, expr: Call, of: Value, args: readonly Value[]): Value | null {
  const name = expr.fn.k === 'attr' ? expr.fn.name : '';
  const [first, second] = args;
  switch (of.k) {
    case 'part':
      if (/^(get|get_all|getlist|pop)$/.test(name)) {
        const key = first?.k === 'const' && typeof first.v === 'string' ? first.v : null;
        return entryOf(follow, of.of, key, second ?? keywordValue(follow, expr, 'default') ?? NOTHING);
      }
      if (/^(items|keys|values|copy|to_wsgi_list)$/.test(name)) return of;
      return of.of === 'user' || of.of === 'session' ? ANONYMOUS : null;
    case 'path':
      return methodOfPath(of.text, name, first);
    case 'endpoint':
      return /^(split|rsplit|lower|strip)$/.test(name) ? of : FOREIGN;
    case 'const':
      return methodOfConstant(of, name, first);
    case 'request':
      if (/^(json|form|body|get_json|get_data|stream|data)$/.test(name)) return FOREIGN;
      if (/^(receive|receive_json|receive_text|receive_bytes)$/.test(name))
        return isSocket(follow) ? ANONYMOUS : FOREIGN;
      return null;
    default:
      return null;
  }
}

function keywordValue(follow: Follow, expr: Call, name: string): Value | undefined {
  const given = keywordArgument(expr, name);
  return given && follow.evaluate(given);
}

function methodOfPath(text: string, name: string, first: Value | undefined): Value {
  if (name === 'startswith' || name === 'endswith') {
    const test = name === 'startswith' ? startsWith : endsWith;
    if (first?.k === 'const' && typeof first.v === 'string') return known(test(text, first.v));
    if (first?.k === 'const' && Array.isArray(first.v))
      return known(first.v.some((one) => typeof one === 'string' && test(text, one)));
    return FOREIGN;
  }
  if (name === 'removeprefix' && (first?.k !== 'const' || typeof first.v !== 'string')) return { k: 'path', text };
  if (name === 'rstrip' || name === 'removesuffix')
    return { k: 'path', text: text.length > 1 ? text.replace(/\/$/, '') : text };
  if (/^(lower|strip|decode|encode)$/.test(name)) return { k: 'path', text };
  if (name === 'removeprefix' && first?.k === 'const' && typeof first.v === 'string')
    return { k: 'path', text: text.startsWith(first.v) ? text.slice(first.v.length) : text };
  return FOREIGN;
}

function methodOfConstant(of: Value & { k: 'const' }, name: string, first: Value | undefined): Value | null {
  if (of.v === null) return null;
  if (typeof of.v === 'string') {
    const text = first?.k === 'const' && typeof first.v === 'string' ? first.v : null;
    if (name === 'startswith' && text !== null) return known(of.v.startsWith(text), of.from);
    if (name === 'endswith' && text !== null) return known(of.v.endsWith(text), of.from);
    if (/^(lower|strip|upper|decode|encode|rstrip|lstrip|replace|removeprefix)$/.test(name)) return of;
    return of.from === 'anonymous' ? ANONYMOUS : FOREIGN;
  }
  if (Array.isArray(of.v)) {
    // `PATTERN.match(path)` reads as a method of nothing known.
    return /^(union|copy)$/.test(name) ? of : null;
  }
  return null;
}

/** A builtin or function of the standard library; `null` for any other. */
export function builtin(follow: Follow, expr: Call, dotted: string, args: readonly Value[]): Value | null {
  const [first, second, third] = args;
  switch (dotted) {
    case 'builtins.any':
    case 'builtins.all':
      return quantified(dotted === 'builtins.any', first);
    case 'builtins.bool': {
      const truth = first ? truthOf(first) : null;
      return truth?.value == null ? null : known(truth.value, truth.from);
    }
    case 'builtins.str':
    case 'builtins.list':
    case 'builtins.set':
    case 'builtins.tuple':
    case 'builtins.frozenset':
    case 'builtins.dict':
      return first ?? (expr.kw.length > 0 ? null : known([]));
    case 'builtins.getattr':
      return got(follow, first, second, third);
    case 'builtins.hasattr':
      return first?.k === 'part' &&
        first.of === 'state' &&
        second?.k === 'const' &&
        entryOf(follow, 'state', String(second.v), NOTHING) !== FOREIGN
        ? known(false, 'anonymous')
        : first && isOfCaller(first)
          ? ANONYMOUS
          : FOREIGN;
    case 'builtins.isinstance':
      return first?.k === 'const' && first.from === 'anonymous'
        ? known(false, 'anonymous')
        : first && isOfCaller(first)
          ? ANONYMOUS
          : FOREIGN;
    case 're.match':
    case 're.fullmatch':
    case 're.search':
      return matched(
        first,
        second,
        dotted.endsWith('fullmatch') ? 'fullmatch' : dotted.endsWith('match') ? 'match' : 'search',
      );
    case 'fnmatch.fnmatch':
      return first?.k === 'path' &&
        second?.k === 'const' &&
        typeof second.v === 'string' &&
        /^[^*?[]*\*$/.test(second.v)
        ? known(startsWith(first.text, second.v.slice(0, -1)))
        : FOREIGN;
    case 'builtins.print':
      return known(null);
    default:
      return /^(os\.getenv|os\.environ\.get)$/.test(dotted) ? some('setting') : null;
  }
}

function quantified(isAny: boolean, list: Value | undefined): Value {
  if (list?.k !== 'const' || !Array.isArray(list.v)) return list && isOfCaller(list) ? ANONYMOUS : FOREIGN;
  if (list.v.some((item) => item !== MAYBE && Boolean(item) === isAny)) return known(isAny, list.from);
  return list.v.includes(MAYBE) ? some(list.from === 'anonymous' ? 'anonymous' : 'foreign') : known(!isAny, list.from);
}

function got(follow: Follow, of: Value | undefined, name: Value | undefined, fallback: Value | undefined): Value {
  const key = name?.k === 'const' && typeof name.v === 'string' ? name.v : null;
  if (of?.k === 'part' && of.of === 'user')
    return key !== null && /^is_/.test(key) ? known(false, 'anonymous') : ANONYMOUS;
  if (of?.k === 'part') return entryOf(follow, of.of, key, fallback ?? NOTHING);
  if (of?.k === 'request') return key !== null && /user|auth|session|token/i.test(key) ? NOTHING : FOREIGN;
  return of && isOfCaller(of) ? ANONYMOUS : FOREIGN;
}

function matched(pattern: Value | undefined, path: Value | undefined, how: 'match' | 'fullmatch' | 'search'): Value {
  if (pattern?.k !== 'const' || typeof pattern.v !== 'string' || path?.k !== 'path')
    return path && isOfCaller(path) ? ANONYMOUS : FOREIGN;
  const answer = matches(path.text, pattern.v, how);
  return answer === null ? FOREIGN : known(answer);
}
