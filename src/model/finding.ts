/** What a rule says, from the bare detection (`Found`) to the finding that people read. */
import type { Place, Span } from './span.ts';

export const AXES = [
  'security',
  'architecture',
  'data',
  'async',
  'correctness',
  'tests',
  'delivery',
  'observability',
] as const;
export type Axis = (typeof AXES)[number];

/** From the worst. */
export const SEVERITIES = ['critical', 'major', 'minor', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export type Stage = 'preview' | 'stable' | 'deprecated';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same sentence in every language. */
export type Text = Readonly<Record<Language, string>>;

/** Values that message templates name between braces. A list is joined in the reader's language ("a, b and c"). */
export type Values = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * What a rule's detection returns: a place and the values that its message templates name. No words.
 */
export interface Found {
  readonly at: Place;
  /** What the finding is about, stable when lines move: a table, a method and path, a variable. Part of the fingerprint. */
  readonly subject: string;
  /** Qualified name of the enclosing function or class, empty at module level. Part of the fingerprint. */
  readonly symbol: string;
  readonly values: Values;
  /** Which `variants` entry of the rule's README words this finding; absent = the default words. */
  readonly variant?: string;
  /** Replaces the rule's own severity or confidence for this place (a key in tests weighs less than one in production). */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly related?: readonly Related[];
  readonly same?: Same;
  /**
   * Things that come and go separately inside one finding (the columns of one table). The finding is new when one of
   * its parts is new, and then its words (`{parts}`) name the new ones only.
   */
  readonly parts?: readonly Part[];
  /** Lines to replace, when the remedy is certain. */
  readonly suggestion?: Suggestion;
  /**
   * Worth saying only where a pull request brings it about: dropped without a base, and where the base said the same of
   * this subject anywhere. `parts`: and only for parts that are added to what the base said.
   */
  readonly onlyNew?: true | 'parts';
}

/** Findings of equal `key`, whatever their rule and file, are one finding: one value that was copied. */
interface Same {
  readonly key: string;
  /** It stands at the place of the lowest rank. */
  readonly rank: number;
  /** How the other places are told of: a template key of the rule's README (`related`). */
  readonly note: string;
}

export interface Part {
  readonly subject: string;
  readonly label: string;
  readonly at: Place;
  /** The lines of code that go with it; `{code}` in the templates lists those of the parts that are told of. */
  readonly code?: string | readonly string[];
  /**
   * The file that made what this part speaks of. Where a pull request brings that file, too, the part is not told: nobody
   * has come to rely on it. With `onlyNew` only.
   */
  readonly upon?: string;
  /** The finding as it is told where this part alone is new: in the words of this place, not of the worst one. */
  readonly alone?: Pick<Found, 'values' | 'variant' | 'severity' | 'confidence' | 'related'>;
  /** What this part is a state of: it is new only where the base told another state of the same. */
  readonly of?: string;
}

export interface Related extends Place {
  /** A template key of the rule's README (`related`), worded with `values`. */
  readonly note: string;
  readonly values?: Values;
}

/** Replaces whole lines `line`..`endLine` by `text`. */
export interface Suggestion {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
}

/** The hand-written front matter of a rule's README, checked and completed by `npm run gen`. */
export interface RuleMeta {
  readonly id: string;
  readonly axis: Axis;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly stage: Stage;
  readonly title: Text;
  readonly message: Text;
  readonly remedy: Text;
  readonly variants: Readonly<Record<string, { readonly message: Text; readonly remedy: Text }>>;
  readonly related: Readonly<Record<string, Text>>;
  /** What remains to be done once the finding is gone from the code; absent: nothing. */
  readonly fixed?: Text;
  /** Defaults; a configuration may set each to a value of the same type. */
  readonly options: RuleOptions;
  /** The README's prose without front matter and examples, for `vigie rules ID` and `/audit explain`. */
  readonly help: Text;
}

export type OptionValue = string | number | boolean | readonly string[];
export type RuleOptions = Readonly<Record<string, OptionValue>>;

export type Status = 'new' | 'existing' | 'fixed';

export interface Finding {
  readonly rule: string;
  readonly axis: Axis;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly stage: Stage;
  readonly status: Status;
  readonly path: string;
  readonly span: Span;
  readonly symbol: string;
  /** In the report's language; `piecesOf` takes it apart. Values from the repository are already escaped. */
  readonly message: string;
  /** Of a fixed finding: what remains to be done, mostly nothing. */
  readonly remedy: string;
  readonly related: readonly { readonly path: string; readonly line: number; readonly message: string }[];
  readonly suggestion: Suggestion | null;
  readonly suppressed: Suppressed | null;
  /**
   * The line of the pull request's diff that causes this finding, when it is not at `path`: the comment stands there.
   */
  readonly cause: Place | null;
  /**
   * A commit between base and head that held what is found, while the head does not: path and lines are those of that commit.
   * `null` for what stands in a tree.
   */
  readonly commit: string | null;
  /** 32 hexadecimal characters: rule, path, symbol, subject, ordinal among equals. Never a line number, never a value. */
  readonly fingerprint: string;
}

export interface Suppressed {
  /** A comment in the code, the configuration, or what somebody decided below the pull request. */
  readonly by: 'comment' | 'configuration' | 'decision';
  readonly reason: string;
  readonly until: string | null;
}
