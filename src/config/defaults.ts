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
 * The repository's settings over the organisation's over the defaults. A repository adds to the ignored paths and to
 * the rules; anything else that it says replaces what the organisation says.
 */
export function mergeConfigurations(organisation: Settings, repository: Settings): Configuration {
  const defaults = DEFAULT_CONFIGURATION;
  const ignore = new Set([...(organisation.paths?.ignore ?? []), ...(repository.paths?.ignore ?? [])]);
  return {
    language: repository.language ?? organisation.language ?? defaults.language,
    gate: { ...defaults.gate, ...organisation.gate, ...repository.gate },
    comments: { ...defaults.comments, ...organisation.comments, ...repository.comments },
    paths: { ...defaults.paths, ...organisation.paths, ...repository.paths, ignore: [...ignore] },
    rules: mergeRules(organisation.rules ?? {}, repository.rules ?? {}),
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
