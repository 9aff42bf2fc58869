/** The `rules:` section: ids against the catalogue, options against the type of each rule's defaults. */
import type { RuleSetting } from '../model/config.ts';
import { type OptionValue, type RuleMeta, SEVERITIES, type Severity } from '../model/finding.ts';
import { MAX_ERRORS, quote, type SourceError, unknownKey } from './schema-errors.ts';
import { nearest } from './suggest.ts';
import type { YamlSource } from './yaml-source.ts';

export interface RuleSettings {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly errors: readonly SourceError[];
}

/** Reads each entry: a severity, `off`, or a mapping of `severity` and options. */
export function parseRuleSettings(
  written: Readonly<Record<string, unknown>>,
  metas: readonly RuleMeta[],
  source: YamlSource,
): RuleSettings {
  const known = new Map(metas.map((meta) => [meta.id, meta]));
  const errors: SourceError[] = [];
  const rules: [string, RuleSetting][] = [];
  for (const [id, value] of Object.entries(written)) {
    if (errors.length >= MAX_ERRORS) break;
    const meta = known.get(id);
    if (!meta) {
      const guess = nearest(id, [...known.keys()]);
      const advice = guess === null ? 'see "vigie rules" for all of them.' : `did you mean "${guess}"?`;
      errors.push({ ...source.at(['rules', id], 'key'), message: `There is no rule ${quote(id)}: ${advice}` });
      continue;
    }
    const setting = parseSetting(value, meta, source);
    errors.push(...setting.errors);
    rules.push([id, { severity: setting.severity, options: setting.options }]);
  }
  return { rules: Object.fromEntries(rules), errors };
}

function parseSetting(value: unknown, meta: RuleMeta, source: YamlSource): RuleSetting & { errors: SourceError[] } {
  const path = ['rules', meta.id];
  const errors: SourceError[] = [];
  if (!isMapping(value)) {
    const severity = parseSeverity(value);
    if (severity === null) errors.push({ ...source.at(path), message: severityError(`"${meta.id}"`, value) });
    return { severity, options: {}, errors };
  }
  const names = new Map(Object.keys(meta.options).map((name) => [kebabCase(name), name]));
  const options: [string, OptionValue][] = [];
  let severity: RuleSetting['severity'] = null;
  for (const [key, given] of Object.entries(value)) {
    if (errors.length >= MAX_ERRORS) break;
    const name = names.get(key);
    if (key === 'severity') {
      severity = parseSeverity(given);
      if (severity === null) errors.push({ ...source.at([...path, key]), message: severityError('"severity"', given) });
    } else if (name === undefined) {
      errors.push({ ...source.at([...path, key], 'key'), message: unknownKey(key, ['severity', ...names.keys()]) });
    } else {
      const option = parseOption(given, meta.options[name]);
      if (option === null) errors.push({ ...source.at([...path, key]), message: optionError(key, meta.options[name]) });
      else options.push([name, option]);
    }
  }
  return { severity, options: Object.fromEntries(options), errors };
}

function parseSeverity(value: unknown): Severity | 'off' | null {
  if (value === 'off') return 'off';
  return SEVERITIES.find((severity) => severity === value) ?? null;
}

function severityError(name: string, value: unknown): string {
  const allowed = [...SEVERITIES, 'off'];
  const guess = value === false ? 'off' : typeof value === 'string' ? nearest(value, allowed) : null;
  return `${name} must be one of: ${allowed.join(', ')}${guess === null ? '.' : `; did you mean "${guess}"?`}`;
}

/** The value, if it is of the same type as the default. */
function parseOption(value: unknown, fallback: OptionValue | undefined): OptionValue | null {
  if (typeof fallback === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null;
  if (typeof fallback === 'boolean') return typeof value === 'boolean' ? value : null;
  if (typeof fallback === 'string') return typeof value === 'string' ? value : null;
  if (!Array.isArray(value)) return null;
  const texts = value.filter((item) => typeof item === 'string');
  return texts.length === value.length ? texts : null;
}

function optionError(key: string, fallback: OptionValue | undefined): string {
  const type =
    typeof fallback === 'object'
      ? 'a list of texts'
      : typeof fallback === 'boolean'
        ? 'true or false'
        : typeof fallback === 'number'
          ? 'a number'
          : 'a text';
  return `"${key}" must be ${type}; its default is ${JSON.stringify(fallback)}.`;
}

/** `maxLines` in code is `max-lines` in YAML. */
function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
