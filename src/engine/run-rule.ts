/**
 * One rule, asked once: what it returns is checked and given its identity.
 * INVARIANT: a rule that throws or returns nonsense costs its own findings and is named; it never stops the audit.
 */
import type { Found, RuleMeta } from '../model/finding.ts';
import { foundError, type LinesOf } from './check-found.ts';
import { fingerprintOf } from './fingerprint.ts';
import { byPlace } from './order.ts';

export interface Detected {
  readonly rule: string;
  readonly found: Found;
  readonly ordinal: number;
  readonly fingerprint: string;
}

/** A bug of a rule. `path` is the file that a file rule was looking at. */
export interface RuleFailure {
  readonly rule: string;
  readonly path: string | null;
  readonly kind: 'crashed' | 'malformed';
  /** English, for the rule's author. */
  readonly reason: string;
}

export interface Detection {
  readonly detected: readonly Detected[];
  readonly failures: readonly RuleFailure[];
}

export interface Asked {
  readonly meta: RuleMeta;
  readonly detect: () => readonly Found[];
  /** The file that a file rule looks at, `null` for a project rule. */
  readonly path: string | null;
  readonly linesOf: LinesOf;
}

export function runRule({ meta, detect, path, linesOf }: Asked): Detection {
  const failures: RuleFailure[] = [];
  const fine: Found[] = [];
  try {
    for (const found of detect()) {
      const reason = foundError(found, linesOf) ?? wordsError(meta, found);
      if (reason === null) fine.push(found);
      else failures.push({ rule: meta.id, path: path ?? found?.at?.path ?? null, kind: 'malformed', reason });
    }
  } catch (error) {
    return { detected: [], failures: [{ rule: meta.id, path, kind: 'crashed', reason: String(error) }] };
  }
  return { detected: identify(meta.id, fine), failures };
}

function wordsError(meta: RuleMeta, found: Found): string | null {
  if (found.variant !== undefined && !Object.hasOwn(meta.variants, found.variant))
    return `its README has no variant "${found.variant}"`;
  const note = found.related?.find((related) => !Object.hasOwn(meta.related, related.note))?.note;
  return note === undefined ? null : `its README has no related note "${note}"`;
}

/** Counts equals from the top of their file, and drops what is said twice of one place. */
function identify(rule: string, founds: readonly Found[]): Detected[] {
  const counts = new Map<string, number>();
  const said = new Set<string>();
  const detected: Detected[] = [];
  for (const found of [...founds].sort((a, b) => byPlace(a.at, b.at))) {
    const { symbol, subject } = found;
    const path = found.at.path;
    const equals = JSON.stringify([path, symbol, subject]);
    const exact = JSON.stringify([equals, found.at.span]);
    if (said.has(exact)) continue;
    said.add(exact);
    const ordinal = counts.get(equals) ?? 0;
    counts.set(equals, ordinal + 1);
    detected.push({ rule, found, ordinal, fingerprint: fingerprintOf({ rule, path, symbol, subject, ordinal }) });
  }
  return detected;
}
