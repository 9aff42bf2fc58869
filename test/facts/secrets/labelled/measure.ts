/** Runs the rule on every form and value of the labelled set, and says what came out. */
import rule from '../../../../rules/security/secret-committed/rule.ts';
import { decode } from '../../../../src/facts/decode.ts';
import { fileKind } from '../../../../src/facts/kind.ts';
import { findSecrets } from '../../../../src/facts/secrets/find-secrets.ts';
import type { Rule } from '../../../../src/rulekit/index.ts';
import { SYNTAXES, type Syntax } from './syntaxes.ts';
import { KEYS, PASSWORDS, PLACEHOLDERS, REFERENCES } from './values.ts';

interface Sample {
  readonly path: string;
  readonly text: string;
}

export interface Measured {
  readonly title: string;
  readonly samples: number;
  readonly missed: readonly Sample[];
  readonly decoys: number;
  readonly alarms: readonly Sample[];
}

/** How many findings the rule has in a file. */
function findingsIn({ path, text }: Sample): number {
  const kind = fileKind(path);
  const secrets = findSecrets(text, kind, 'labelled');
  const { lineStarts } = decode(Buffer.from(text));
  const facts = { kind, size: text.length, lineStarts, problems: [], secrets, suppressions: [] };
  const fileRule: Rule = rule;
  return fileRule.scope === 'file' ? fileRule.detect({ file: { path, facts }, options: { allow: [] } }).length : 0;
}

function measure(syntax: Syntax): Measured {
  const samples = samplesOf(syntax, valuesOf(syntax));
  const decoys = samplesOf(syntax, decoysFor(syntax));
  return {
    title: syntax.title,
    samples: samples.length,
    missed: samples.filter((sample) => findingsIn(sample) === 0),
    decoys: decoys.length,
    alarms: decoys.filter((sample) => findingsIn(sample) > 0),
  };
}

export const measureAll = (): readonly Measured[] => SYNTAXES.map(measure);

/** The table that the README of the rule shows. */
export function table(measured: readonly Measured[]): string {
  const rows = measured.map(
    ({ title, samples, missed, decoys, alarms }) =>
      `| ${title} | ${samples - missed.length} of ${samples} | ${alarms.length} of ${decoys} |`,
  );
  return ['| Written as | found | false alarms |', '|---|--:|--:|', ...rows].join('\n');
}

function valuesOf({ holds }: Syntax): readonly string[] {
  if (holds === 'either') return [...KEYS, ...PASSWORDS];
  return holds === 'key' ? KEYS : PASSWORDS;
}

/** Where the syntax itself says that a password follows, a reference or an identifier is one as well. */
function decoysFor({ encode }: Syntax): readonly string[] {
  return encode ? PLACEHOLDERS : [...PLACEHOLDERS, ...REFERENCES].filter((value) => !/[\s"'`|]/.test(value));
}

function samplesOf(syntax: Syntax, values: readonly string[]): readonly Sample[] {
  return syntax.forms.flatMap((form) =>
    values
      .filter((value) => mayStandIn(form, value))
      .map((value) => ({ path: syntax.path, text: fill(syntax, form, value) })),
  );
}

/** In a shell's double quotes and in bare words some marks mean something else. */
function mayStandIn(form: string, value: string): boolean {
  return /"VALUE|'VALUE|`VALUE|>VALUE/.test(form) || !/[#$!;&=]/.test(value);
}

function fill({ encode }: Syntax, form: string, value: string): string {
  const half = value.length >> 1;
  const text = form.replaceAll('HALF1', () => value.slice(0, half)).replaceAll('HALF2', () => value.slice(half));
  return `${text.replaceAll('VALUE', () => (encode ? encode(value) : value))}\n`;
}
