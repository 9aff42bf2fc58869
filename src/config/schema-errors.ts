/** What a JSON Schema refuses, said to the person who wrote the YAML: where, what, and what to write instead. */
import type { ErrorObject } from 'ajv';
import { nearest } from './suggest.ts';
import type { Position, YamlSource } from './yaml-source.ts';

export interface SourceError extends Position {
  readonly message: string;
}

/** Enough to mend a file by: looking up and guessing at thousands would take seconds. */
export const MAX_ERRORS = 20;
/** Characters of somebody's word that a sentence repeats. */
const MAX_QUOTED = 80;

/** One error for each place, in the order of the text; at most `MAX_ERRORS`. */
export function describeSchemaErrors(errors: readonly ErrorObject[], source: YamlSource): SourceError[] {
  const described = new Map<string, SourceError>();
  for (const error of errors.slice(0, MAX_ERRORS)) {
    // A failed branch of a choice is explained by the branches' own errors, or by the sentence of the choice.
    if (error.keyword === 'if') continue;
    const found = describe(error, source);
    const key = `${found.line}:${found.column}`;
    if (!described.has(key)) described.set(key, found);
  }
  return [...described.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}

function describe(error: ErrorObject, source: YamlSource): SourceError {
  const path = stepsOf(error.instancePath);
  const name = path.length === 0 ? 'The file' : `"${path.join('.')}"`;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = String(error.params.additionalProperty ?? error.params.unevaluatedProperty);
      const known = Object.keys(Reflect.get(Object(error.parentSchema), 'properties') ?? {});
      return { ...source.at([...path, key], 'key'), message: unknownKey(key, known) };
    }
    case 'required':
      return { ...source.at(path), message: `${name} lacks "${error.params.missingProperty}".` };
    case 'enum': {
      const allowed: unknown[] = error.params.allowedValues;
      return { ...source.at(path), message: `${name} must be one of: ${allowed.join(', ')}.` };
    }
    case 'type':
      return { ...source.at(path), message: `${name} must be ${article(String(error.params.type))}.` };
    case 'minimum':
    case 'maximum':
      return {
        ...source.at(path),
        message: `${name} must be ${error.keyword === 'minimum' ? 'at least' : 'at most'} ${error.params.limit}.`,
      };
    case 'minLength':
      return { ...source.at(path), message: `${name} must not be empty.` };
    default:
      return { ...source.at(path), message: `${name} ${error.message ?? 'is not valid'}.` };
  }
}

/** The sentence for a key that nothing reads. */
export function unknownKey(key: string, known: readonly string[]): string {
  const guess = nearest(key, known);
  if (guess !== null) return `Unknown key ${quote(key)}: did you mean "${guess}"?`;
  return known.length === 0
    ? `Unknown key ${quote(key)}.`
    : `Unknown key ${quote(key)}. Known here: ${known.join(', ')}.`;
}

/** A word of the file inside a sentence. */
export function quote(word: string): string {
  return word.length > MAX_QUOTED ? `"${word.slice(0, MAX_QUOTED)}…"` : `"${word}"`;
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function article(type: string): string {
  const words: Readonly<Record<string, string>> = {
    object: 'a mapping (key: value)',
    array: 'a list',
    string: 'a text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
  };
  return words[type] ?? type;
}
