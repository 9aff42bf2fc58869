/** `.github/vigie.yml` → typed configuration, or what is wrong with it, where, and what to write instead. */
import { Ajv } from 'ajv';
import type { ConfigProblem, Configuration } from '../model/config.ts';
import type { RuleMeta } from '../model/finding.ts';
import { globProblem } from '../model/glob.ts';
import { withoutTokens } from '../model/without-tokens.ts';
import { completeSettings, DEFAULT_CONFIGURATION, type Settings } from './defaults.ts';
import { parseRuleSettings } from './parse-rule-settings.ts';
import { describeSchemaErrors, quote, type SourceError } from './schema-errors.ts';
import { settingsSchema, type WrittenSettings } from './settings-schema.ts';
import { parseYaml, type YamlSource } from './yaml-source.ts';

/** Bytes. No configuration that a person keeps comes near. */
const MAX_SIZE = 64 * 1024;

/** The file below this one: that of the organisation, where there is one; that of a repository that is named; none. */
export type Extends =
  | { readonly kind: 'default' }
  /** `line` and `column` of where it is said. */
  | { readonly kind: 'repository'; readonly repository: string; readonly line: number; readonly column: number }
  | { readonly kind: 'nothing' };

export interface ParsedConfiguration {
  /** Complete. The defaults when there are problems: whoever asks decides whether to go on. */
  readonly configuration: Configuration;
  /** What the file says itself, to be laid over the file that it extends. Empty when there are problems. */
  readonly settings: Settings;
  readonly extends: Extends;
  readonly problems: readonly ConfigProblem[];
}

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<WrittenSettings>(settingsSchema);

/**
 * Reads a configuration. `path` is only named in the problems; `rules` are all rules there are. An empty file is the
 * default configuration. Never throws.
 */
export function parseConfiguration(text: string, path: string, rules: readonly RuleMeta[]): ParsedConfiguration {
  const refused = (errors: readonly SourceError[]): ParsedConfiguration => ({
    configuration: DEFAULT_CONFIGURATION,
    settings: {},
    extends: { kind: 'default' },
    problems: errors.map(({ line, column, message }) => ({ path, line, column, message: withoutTokens(message) })),
  });
  if (Buffer.byteLength(text) > MAX_SIZE) {
    return refused([
      {
        line: 1,
        column: 1,
        message: `The file is larger than ${MAX_SIZE / 1024} KB: keep the settings, move the rest away.`,
      },
    ]);
  }
  const source = parseYaml(text);
  if (source.errors.length > 0) return refused(source.errors);
  const written = withoutEmptySections(source.value);
  if (!validate(written)) return refused(describeSchemaErrors(validate.errors ?? [], source));
  const ruleSettings = parseRuleSettings(written.rules ?? {}, rules, source);
  const extended = extendsOf(written, source);
  const errors = [...ruleSettings.errors, ...globErrors(written, source), ...('message' in extended ? [extended] : [])];
  if (errors.length > 0 || 'message' in extended)
    return refused(errors.sort((a, b) => a.line - b.line || a.column - b.column));
  const settings = settingsOf(written, ruleSettings.rules);
  const configuration = completeSettings(settings);
  return { configuration, settings, extends: extended, problems: [] };
}

/** A section whose entries are all commented out is `null` in YAML, and means nothing. */
function withoutEmptySections(value: unknown): unknown {
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, section]) => section !== null));
}

function globErrors({ paths }: WrittenSettings, source: YamlSource): SourceError[] {
  return Object.entries(paths ?? {}).flatMap(([list, globs]) =>
    globs.flatMap((glob: string, index: number) => {
      const problem = globProblem(glob);
      return problem === null
        ? []
        : [{ ...source.at(['paths', list, index]), message: `The pattern ${quote(glob)} ${problem}.` }];
    }),
  );
}

/** Names that GitHub gives to repositories. */
const REPOSITORY = /^[A-Za-z0-9._-]{1,100}$/;

function extendsOf({ extends: written }: WrittenSettings, source: YamlSource): Extends | SourceError {
  if (written === undefined) return { kind: 'default' };
  if (written === false) return { kind: 'nothing' };
  const at = source.at(['extends']);
  if (typeof written === 'string' && REPOSITORY.test(written))
    return { kind: 'repository', repository: written, ...at };
  return {
    ...at,
    message: '"extends" must be the name of a repository of the same owner (without the owner), or false.',
  };
}

function settingsOf(written: WrittenSettings, rules: Configuration['rules']): Settings {
  const { gate, comments, paths, language } = written;
  return {
    ...(language === undefined ? {} : { language }),
    ...(gate ? { gate: gateOf(gate) } : {}),
    ...(comments ? { comments } : {}),
    ...(paths ? { paths } : {}),
    rules,
  };
}

function gateOf(written: NonNullable<WrittenSettings['gate']>): Partial<Configuration['gate']> {
  return {
    ...(written['fail-on'] === undefined ? {} : { failOn: written['fail-on'] }),
    ...(written['min-score'] === undefined ? {} : { minScore: written['min-score'] }),
    ...(written['max-drop'] === undefined ? {} : { maxDrop: written['max-drop'] }),
    ...(written.mode === undefined ? {} : { mode: written.mode }),
    ...(written['on-error'] === undefined ? {} : { onError: written['on-error'] }),
  };
}
