/** Methods of strings, as far as code that puts paths together uses them. */
import type { Arguments } from './run.ts';
import { constant, itemsOf, list, textOf, unknown, type Value } from './values.ts';

export function callTextMethod(text: string, name: string, from: Arguments): Value {
  const [first, second] = from.args.map(textOf);
  switch (name) {
    case 'endswith':
      return first === undefined ? unknown('a test') : constant(text.endsWith(first));
    case 'startswith':
      return first === undefined ? unknown('a test') : constant(text.startsWith(first));
    case 'lower':
      return constant(text.toLowerCase());
    case 'upper':
      return constant(text.toUpperCase());
    case 'removeprefix':
      return constant(first !== undefined && text.startsWith(first) ? text.slice(first.length) : text);
    case 'removesuffix':
      return constant(first && text.endsWith(first) ? text.slice(0, -first.length) : text);
    case 'replace':
      return first === undefined || second === undefined || isWork(text.length, second.length)
        ? unknown('a text')
        : constant(text.replaceAll(first, second));
    case 'split':
      return first ? list(text.split(first).map(constant)) : unknown('a text');
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return constant(stripped(text, name, first ?? ' \n\t'));
    case 'format':
      return formatted(text, from);
    case 'join': {
      const parts = itemsOf(from.args[0])?.map(textOf);
      const known = parts?.filter((part) => part !== undefined);
      return known && known.length === parts?.length && !isWork(text.length, known.length)
        ? constant(known.join(text))
        : unknown('a text');
    }
    default:
      return unknown(`\`.${name}()\``);
  }
}

/** Characters: what is put into a text at many places is not put there to see that it is too large. */
const MAX_WORK = 1_000_000;

function isWork(places: number, length: number): boolean {
  return places * length > MAX_WORK;
}

function stripped(text: string, name: string, characters: string): string {
  let [start, end] = [0, text.length];
  if (name !== 'rstrip') while (start < end && characters.includes(text[start] ?? '')) start++;
  if (name !== 'lstrip') while (end > start && characters.includes(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

/** `"/{}/{name}".format(…)`. */
function formatted(template: string, from: Arguments): Value {
  let index = 0;
  const longest = [...from.args, ...from.kw.values()].reduce((most, value) => Math.max(most, lengthOf(value)), 0);
  if (isWork(template.length, longest)) return unknown('a text');
  let known = true;
  const text = template.replaceAll(/\{(\w*)\}/g, (_, name: string) => {
    const value = name === '' ? from.args[index++] : /^\d+$/.test(name) ? from.args[Number(name)] : from.kw.get(name);
    const part = textOf(value);
    known &&= part !== undefined;
    return part ?? '';
  });
  return known ? constant(text) : unknown('a text');
}

function lengthOf(value: Value): number {
  return textOf(value)?.length ?? 0;
}
