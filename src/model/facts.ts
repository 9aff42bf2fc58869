/**
 * Everything that is known about one file, as plain data that survives JSON. A pure function of the file's bytes, its
 * kind and `FACTS_VERSION`: two files with the same bytes and kind share their facts, whatever their path.
 */
import type { PythonModule } from './python.ts';
import type { Range } from './span.ts';

export type FileKind =
  | 'python'
  | 'env'
  | 'yaml'
  | 'toml'
  | 'ini'
  | 'json'
  | 'requirements'
  | 'dockerfile'
  | 'procfile'
  /** What a package manager resolved: large, generated, and read for the names of the packages only. */
  | 'lock'
  | 'text'
  /** Known not to be worth reading: images, archives, fonts, minified bundles, lock files of other languages. */
  | 'ignored';

export interface FileFacts {
  readonly kind: FileKind;
  /** Bytes in the file. */
  readonly size: number;
  /** Offset of each line's first character in the decoded text; `spanOf` needs it. Only 0 for binary files. */
  readonly lineStarts: readonly number[];
  /** Why the file could not be read as a whole: shown in the coverage. */
  readonly problems: readonly FactProblem[];
  readonly secrets: readonly SecretFact[];
  readonly suppressions: readonly SuppressionFact[];
  readonly python?: PythonModule;
  /** Entries of a `.env`-like file. */
  readonly env?: readonly EnvEntry[];
  /** Documents of YAML, TOML, JSON and INI files, one shape for all. */
  readonly documents?: readonly DataNode[];
  readonly requirements?: readonly Requirement[];
  readonly dockerfile?: readonly DockerInstruction[];
  readonly procfile?: readonly EnvEntry[];
  /** Words of a text that limit requests, where it is a proxy's configuration (`nginx.conf`, `Caddyfile`, `main.tf`). */
  readonly proxyLimits?: readonly ProxyLimit[];
  /** Normalised names of the distributions that a lock file holds, sorted. */
  readonly locked?: readonly string[];
  /** Of a short text that holds versions and nothing else: `.python-version`, `runtime.txt`, `.tool-versions`, `VERSION`. */
  readonly versions?: readonly VersionLine[];
  /** What a shell script, a Makefile, a unit of systemd or a program of supervisor runs. */
  readonly script?: readonly ScriptLine[];
  /** Of a text that could be a `.dockerignore` or `.gitignore`: its path tells. */
  readonly patterns?: readonly string[];
}

/** A line that runs something, continued lines joined. `target`: what follows it belongs to this target of a Makefile. */
export interface ScriptLine extends Range {
  readonly text: string;
  readonly target?: true;
}

/** rate: how many requests. body: how large they may be. */
export type ProxyLimit = 'rate' | 'body';

export interface FactProblem extends Range {
  readonly kind: 'syntax' | 'encoding' | 'too-large' | 'binary' | 'too-deep';
  /** English, without text from the file. */
  readonly reason: string;
}

/**
 * A value that looks like a credential. The value itself is nowhere in the facts:
 * `masked` shows at most its first 4 characters, `digest` tells two values apart.
 */
export interface SecretFact extends Range {
  /** What was recognised: a provider's token (`aws-access-key-id`), or `generic-password`, `generic-key`, `url-password`, `private-key`. */
  readonly type: string;
  /** What a person calls it: "AWS access key id". */
  readonly label: string;
  readonly masked: string;
  /**
   * Truncated keyed hash: the same value has the same digest in the whole repository; nothing can be recovered from it.
   * Of a value that machines draw eight characters, the same wherever Vigie runs; of one that people choose four.
   */
  readonly digest: string;
  /** The name it is given to (`SECRET_KEY`), where there is one. */
  readonly name: string | null;
  /** Where to revoke it, for a provider's token. */
  readonly revoke: string | null;
  /** It opens little: one channel, one project's statistics, a search; nothing without a passphrase. */
  readonly narrow?: true;
  readonly confidence: 'high' | 'medium' | 'low';
  /** Why it may be none, as a person would see: a placeholder, an example, a test value … `null` when it looks live. */
  readonly doubt: null | 'placeholder' | 'example' | 'test-value' | 'local' | 'checksum';
  /** The syntax around it. */
  readonly context: 'assignment' | 'argument' | 'default' | 'env' | 'data' | 'url' | 'comment' | 'docstring' | 'text';
}

/** `# vigie: ignore[rule-a, rule-b] until=2027-01-31 -- reason`; malformed ones are kept, with what is wrong. */
export interface SuppressionFact extends Range {
  /** Line of the comment, from 1. It covers this line and, if it stands alone on its line, the next one. */
  readonly line: number;
  readonly alone: boolean;
  readonly rules: readonly string[];
  /** ISO date, inclusive. */
  readonly until: string | null;
  readonly reason: string;
  readonly error: SuppressionError | null;
}

export type SuppressionError = 'instruction' | 'no-rule' | 'rule-id' | 'option' | 'date' | 'no-reason';

export interface EnvEntry extends Range {
  readonly name: string;
  /** Masked where it is a secret. */
  readonly value: string;
}

/** `python-3.12.1`, `python 3.12.1`, `3.12.1`. */
export interface VersionLine extends Range {
  /** Lower case; `null` where the line names none. */
  readonly tool: string | null;
  readonly version: string;
}

export type DataNode =
  | (Range & { readonly k: 'map'; readonly entries: readonly DataEntry[] })
  | (Range & { readonly k: 'seq'; readonly items: readonly DataNode[] })
  | (Range & { readonly k: 'scalar'; readonly v: string | number | boolean | null });

export interface DataEntry extends Range {
  readonly key: string;
  readonly v: DataNode;
}

export interface Requirement extends Range {
  /** Normalised distribution name (PEP 503), or `null` for an option line. */
  readonly name: string | null;
  readonly extras: readonly string[];
  /** `==2.0.1`, `>=1,<2`, or empty. */
  readonly specifier: string;
  /** Environment marker after `;`. */
  readonly marker: string | null;
  /** `-r other.txt`, `-c constraints.txt`, `-e .`, `--index-url …`, a URL. */
  readonly option: { readonly flag: string; readonly value: string } | null;
}

export interface DockerInstruction extends Range {
  /** Upper case: FROM, COPY, HEALTHCHECK … */
  readonly name: string;
  /** Flags such as `--from=builder`. */
  readonly flags: readonly string[];
  /** JSON form as its items, shell form as one item; heredoc bodies are left out. */
  readonly args: readonly string[];
  readonly json: boolean;
}
