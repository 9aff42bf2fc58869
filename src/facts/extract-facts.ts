/**
 * The entry point: bytes of one file → everything that is known about it, as plain data.
 * INVARIANT: the result depends on the bytes, the kind and the digest key only; no input makes it throw.
 */
import { createHash } from 'node:crypto';
import type { FactProblem, FileFacts, FileKind, SecretFact } from '../model/facts.ts';
import { extractConfig } from './config/index.ts';
import { type Decoded, decode, unreadable } from './decode.ts';
import { maskText, mustBeMasked } from './mask-text.ts';
import { createModuleExtractor, type ModuleExtractor } from './python/extract-module.ts';
import { findSecrets } from './secrets/find-secrets.ts';
import { findSuppressions } from './suppressions.ts';
import { isTemplate } from './template.ts';
import { FACTS_VERSION } from './version.generated.ts';

export interface Extractor {
  /** Changes when the same bytes and kind would give other facts: part of every key under which facts are kept. */
  readonly version: string;
  /** How Python syntax is read: `cursor` gives the same facts as `memory`, slower. For `--stats`. */
  readonly syntaxReader: 'memory' | 'cursor';
  /** Never throws, whatever the bytes; what could not be read is in `problems`. */
  extract(bytes: Uint8Array, kind: FileKind): FileFacts;
  /** Text of people, with what looks like a credential masked. */
  mask(text: string): string;
}

/** Bytes. No hand-written file comes near; a generated one would cost seconds. */
const MAX_PYTHON = 5_000_000;
const MAX_OTHER = 50_000_000;

/**
 * Loads the parser, once per process. `digestKey`: the key of the digests that tell two secrets apart.
 * Throws if the parser is not installed, or not the pinned version.
 */
export async function createExtractor(options: { readonly digestKey: string }): Promise<Extractor> {
  const modules = await createModuleExtractor();
  const key = createHash('sha256').update(options.digestKey).digest('hex').slice(0, 16);
  return {
    version: `${FACTS_VERSION}-${key}`,
    syntaxReader: modules.syntaxReader,
    mask: (text) => maskText(text, 0, findSecrets(text, 'text', options.digestKey)),
    extract: (bytes, kind) => {
      const decoded = read(bytes, kind);
      const readable = decoded.problems.every(({ kind }) => kind !== 'binary' && kind !== 'too-large');
      const secrets =
        kind !== 'ignored' && kind !== 'lock' && readable ? secretsIn(decoded.text, kind, options.digestKey) : [];
      // Nothing points into a lock file.
      const lineStarts = kind === 'lock' ? [0] : decoded.lineStarts;
      const base = { kind, size: bytes.length, lineStarts };
      if (kind === 'ignored' || !readable) return { ...base, problems: decoded.problems, secrets, suppressions: [] };
      const content = contentOf(decoded, kind, secrets, modules, options.digestKey);
      return { ...base, ...content, problems: withoutTags(content.problems, decoded.text, kind) };
    },
  };
}

/** INVARIANT: what a secret is given to may be a secret itself, and then it has no name. */
function secretsIn(text: string, kind: FileKind, digestKey: string): readonly SecretFact[] {
  const secrets = findSecrets(text, kind, digestKey);
  const values = secrets.filter(mustBeMasked).map(({ s, e }) => text.slice(s, e));
  const holdsValue = (name: string): boolean =>
    values.some((value) => name.length >= value.length && name.includes(value));
  return secrets.map((secret) =>
    secret.name !== null && holdsValue(secret.name) ? { ...secret, name: null } : secret,
  );
}

/** A template is not told that it does not parse. */
function withoutTags(problems: readonly FactProblem[], text: string, kind: FileKind): readonly FactProblem[] {
  const others = problems.filter((problem) => problem.kind !== 'syntax');
  return others.length < problems.length && isTemplate(text, kind) ? others : problems;
}

/** Providers' tokens in a value that stands in several literals; the shortest of them has more than this many characters. */
const MIN_SPLIT = 16;

function splitSecrets(value: string, digestKey: string): readonly SecretFact[] {
  if (value.length < MIN_SPLIT) return [];
  return findSecrets(value, 'text', digestKey).filter((secret) => mustBeMasked(secret) && secret.revoke !== null);
}

function read(bytes: Uint8Array, kind: FileKind): Decoded {
  const limit = kind === 'python' ? MAX_PYTHON : MAX_OTHER;
  if (kind === 'ignored') return { text: '', lineStarts: [0], problems: [] };
  if (bytes.length <= limit) return decode(bytes);
  return unreadable('too-large', `The file is larger than ${limit / 1_000_000} MB: it was not read.`);
}

function contentOf(
  { text, lineStarts, problems }: Decoded,
  kind: FileKind,
  secrets: readonly SecretFact[],
  modules: ModuleExtractor,
  digestKey: string,
): Omit<FileFacts, 'kind' | 'size' | 'lineStarts'> {
  const masked = secrets.filter(mustBeMasked);
  if (kind === 'python') {
    const split: SecretFact[] = [];
    const read = modules.extract(text, masked, (value, place) => {
      const found = splitSecrets(value, digestKey);
      split.push(...found.map((secret) => ({ ...secret, ...place })));
      return maskText(value, 0, found);
    });
    const suppressions = findSuppressions(text, kind, lineStarts, masked, read.comments);
    const all = split.length === 0 ? secrets : [...secrets, ...split].sort((a, b) => a.s - b.s || a.e - b.e);
    return { problems: [...problems, ...read.problems], secrets: all, suppressions, python: read.module };
  }
  const { problems: more, ...content } = extractConfig(text, kind, masked);
  return {
    problems: [...problems, ...more],
    secrets,
    suppressions: findSuppressions(text, kind, lineStarts, masked, []),
    ...content,
  };
}
