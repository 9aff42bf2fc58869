/** The configuration of a repository that has none, and how layers of settings become one configuration. */
import type { Configuration, RuleSetting } from '../model/config.ts';

/** What a file says, and nothing that it does not say: layers can be told apart from defaults. */
export interface Settings {
  readonly language?: Configuration['language'];
  readonly gate?: Partial<Configuration['gate']>;
  readonly comments?: Partial<Configuration['comments']>;
  readonly paths?: Partial<Configuration['paths']>;
  readonly rules?: Configuration['rules'];
}

export const DEFAULT_CONFIGURATION: Configuration = {
  language: 'en',
  gate: { failOn: 'major', minScore: 0, maxDrop: 10, mode: 'enforce', onError: 'failure' },
  comments: { max: 10, from: 'minor' },
  paths: { ignore: [], services: [], handlers: [], models: [] },
  rules: {},
};

/**
 * The settings of one file over those of the file that it extends. It adds to the ignored paths and to the rules; anything
 * else that it says replaces what the other one says.
 */
export function layerSettings(below: Settings, above: Settings): Settings {
  const ignore = new Set([...(below.paths?.ignore ?? []), ...(above.paths?.ignore ?? [])]);
  const language = above.language ?? below.language;
  return {
    ...(language === undefined ? {} : { language }),
    gate: { ...below.gate, ...above.gate },
    comments: { ...below.comments, ...above.comments },
    paths: { ...below.paths, ...above.paths, ignore: [...ignore] },
    rules: mergeRules(below.rules ?? {}, above.rules ?? {}),
  };
}

/** Settings with the defaults where they say nothing. */
export function completeSettings({ language, gate, comments, paths, rules }: Settings): Configuration {
  const defaults = DEFAULT_CONFIGURATION;
  return {
    language: language ?? defaults.language,
    gate: { ...defaults.gate, ...gate },
    comments: { ...defaults.comments, ...comments },
    paths: { ...defaults.paths, ...paths },
    rules: rules ?? defaults.rules,
  };
}

function mergeRules(below: Configuration['rules'], above: Configuration['rules']): Record<string, RuleSetting> {
  const rules = new Map(Object.entries(below));
  for (const [id, setting] of Object.entries(above)) {
    const under = rules.get(id);
    rules.set(id, {
      severity: setting.severity ?? under?.severity ?? null,
      options: { ...under?.options, ...setting.options },
    });
  }
  return Object.fromEntries(rules);
}
