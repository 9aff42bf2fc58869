/** The command line, parsed: unknown text → typed options, with an error that says what to write instead. */
import { parseArgs } from 'node:util';
import type { GatePolicy } from '../model/audit.ts';
import { type Language, SEVERITIES } from '../model/finding.ts';

/** A call that cannot be carried out as written: shown without a stack, exit code 2. */
export class UsageError extends Error {}

export interface AuditArguments {
  readonly directory: string;
  readonly base: string | null;
  readonly head: string | null;
  readonly rules: readonly string[] | null;
  readonly language: Language | null;
  readonly config: string | null;
  readonly format: 'text' | 'json' | 'sarif' | 'markdown';
  readonly output: string | null;
  readonly failOn: GatePolicy['failOn'] | null;
  readonly minScore: number | null;
  readonly cache: boolean;
  readonly stats: boolean;
}

export function parseAuditArguments(args: readonly string[]): AuditArguments {
  const { values, positionals } = parse(args, {
    base: { type: 'string' },
    head: { type: 'string' },
    rules: { type: 'string' },
    lang: { type: 'string' },
    config: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
    'fail-on': { type: 'string' },
    'min-score': { type: 'string' },
    'no-cache': { type: 'boolean' },
    stats: { type: 'boolean' },
  });
  return {
    directory: onlyPositional(positionals) ?? '.',
    base: text(values.base),
    head: text(values.head),
    rules:
      text(values.rules)
        ?.split(',')
        .map((id) => id.trim()) ?? null,
    language: choice('--lang', text(values.lang), ['en', 'fr']),
    config: text(values.config),
    format: choice('--format', text(values.format), ['text', 'json', 'sarif', 'markdown']) ?? 'text',
    output: text(values.output),
    failOn: choice('--fail-on', text(values['fail-on']), [...SEVERITIES, 'never']),
    minScore: score(text(values['min-score'])),
    cache: values['no-cache'] !== true,
    stats: values.stats === true,
  };
}

export interface InspectArguments {
  readonly directory: string;
  readonly head: string | null;
  readonly format: 'text' | 'json';
}

/** For `vigie routes` and `vigie schema`. */
export function parseInspectArguments(args: readonly string[]): InspectArguments {
  const { values, positionals } = parse(args, { head: { type: 'string' }, format: { type: 'string' } });
  return {
    directory: onlyPositional(positionals) ?? '.',
    head: text(values.head),
    format: choice('--format', text(values.format), ['text', 'json']) ?? 'text',
  };
}

export interface DraftArguments {
  readonly directory: string;
  readonly base: string | null;
  readonly head: string | null;
  readonly write: boolean;
}

/** For `vigie migration draft`. */
export function parseDraftArguments(args: readonly string[]): DraftArguments {
  const { values, positionals } = parse(args, {
    base: { type: 'string' },
    head: { type: 'string' },
    write: { type: 'boolean' },
  });
  return {
    directory: onlyPositional(positionals) ?? '.',
    base: text(values.base),
    head: text(values.head),
    write: values.write === true,
  };
}

/** For commands that take one optional word. */
export function parseWord(args: readonly string[]): { readonly word: string | null; readonly language: Language } {
  const { values, positionals } = parse(args, { lang: { type: 'string' } });
  return { word: onlyPositional(positionals), language: choice('--lang', text(values.lang), ['en', 'fr']) ?? 'en' };
}

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

function parse(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function text(value: string | boolean | (string | boolean)[] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function onlyPositional(positionals: readonly string[]): string | null {
  if (positionals.length > 1)
    throw new UsageError(`one argument is expected, not ${positionals.length}: ${positionals.join(' ')}`);
  return positionals[0] ?? null;
}

function choice<T extends string>(option: string, value: string | null, choices: readonly T[]): T | null {
  if (value === null) return null;
  const chosen = choices.find((one) => one === value);
  if (chosen === undefined) throw new UsageError(`${option} takes ${choices.join(', ')}; not "${value}"`);
  return chosen;
}

function score(value: string | null): number | null {
  if (value === null) return null;
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 10))
    throw new UsageError(`--min-score takes a number from 0 to 10; not "${value}"`);
  return number;
}
