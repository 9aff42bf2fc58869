/** The typed configuration (`.github/vigie.yml`), complete: every default is filled in. */
import type { GatePolicy } from './audit.ts';
import type { Language, OptionValue, Severity } from './finding.ts';

export interface Configuration {
  readonly language: Language;
  readonly gate: GatePolicy;
  readonly comments: { readonly max: number; readonly from: Severity };
  readonly paths: PathHints;
  /** Only the rules that the configuration names. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** Globs. Empty lists of services, handlers and models mean: detected. */
export interface PathHints {
  readonly ignore: readonly string[];
  readonly services: readonly string[];
  readonly handlers: readonly string[];
  readonly models: readonly string[];
}

export interface RuleSetting {
  /** `null` = the rule's own. */
  readonly severity: Severity | 'off' | null;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** What is wrong in a configuration file, where, and what to write instead. */
export interface ConfigProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
