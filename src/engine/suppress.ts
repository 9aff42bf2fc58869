/**
 * `# vigie: ignore[rule] until=… -- reason`: which findings it covers, and what is wrong with the comments themselves.
 * A suppressed finding stays in the result; it weighs nothing and never gates.
 */
import type { Problem } from '../model/audit.ts';
import type { SuppressionFact } from '../model/facts.ts';
import type { Language, Suppressed } from '../model/finding.ts';
import { matcherOf, type PathMatcher } from '../model/glob.ts';
import type { Place } from '../model/span.ts';
import { sentences } from './sentences.ts';
import { asCode, asText } from './words.ts';

/** A suppression that does not stand in the code: one that somebody with the right to do so asked for. */
export interface Waiver {
  readonly rule: string;
  /** A glob; `null` = everywhere. */
  readonly path: string | null;
  readonly reason: string;
  /** ISO date, inclusive. */
  readonly until: string | null;
}

interface Covering extends SuppressionFact {
  /** First and last line covered. */
  readonly from: number;
  readonly to: number;
}

export class Suppressions {
  readonly #facts: ReadonlyMap<string, readonly SuppressionFact[]>;
  readonly #today: string;
  readonly #waivers: readonly { readonly waiver: Waiver; readonly covers: PathMatcher }[];
  readonly #byPath = new Map<string, readonly Covering[]>();
  /** Comments that met a finding, as "path line rule". */
  readonly #used = new Set<string>();
  readonly #expired = new Set<string>();

  /** `facts`: the comments by path. `today` is an ISO date; a suppression still holds on the day it names. */
  constructor(facts: ReadonlyMap<string, readonly SuppressionFact[]>, today: string, waivers: readonly Waiver[] = []) {
    this.#facts = facts;
    this.#today = today;
    this.#waivers = waivers
      .filter(({ until }) => until === null || until >= today)
      .map((waiver) => ({ waiver, covers: waiver.path === null ? () => true : matcherOf([waiver.path]) }));
  }

  /** The comment or waiver that covers a finding, or `null`. Remembers that a comment was of use. */
  cover(rule: string, at: Place): Suppressed | null {
    for (const one of this.#of(at.path)) {
      if (one.error !== null || !one.rules.includes(rule)) continue;
      if (one.to < at.span.line || one.from > at.span.endLine) continue;
      const key = `${at.path} ${one.line} ${rule}`;
      this.#used.add(key);
      if (one.until === null || one.until >= this.#today)
        return { by: 'comment', reason: asText(one.reason), until: one.until };
      this.#expired.add(key);
    }
    const waived = this.#waivers.find(({ waiver, covers }) => waiver.rule === rule && covers(at.path))?.waiver;
    return waived ? { by: 'configuration', reason: asText(waived.reason), until: waived.until } : null;
  }

  /**
   * What is wrong with the comments: malformed, expired, naming no rule (`known` holds
   * all ids), or covering nothing although the rule ran (`ran`).
   */
  problems(known: ReadonlySet<string>, ran: (rule: string, path: string) => boolean, language: Language): Problem[] {
    const say = sentences(language);
    const problems: Problem[] = [];
    for (const path of this.#facts.keys()) {
      for (const { line, rules, error, until } of this.#of(path)) {
        const add = (rule: string | null, message: string): void => {
          problems.push({ kind: 'suppression', path, line, rule, message });
        };
        if (error !== null) {
          add(null, say.suppressionMalformed(error));
          continue;
        }
        for (const rule of rules) {
          const key = `${path} ${line} ${rule}`;
          if (!known.has(rule)) add(null, say.suppressionUnknown(asCode(rule)));
          else if (this.#expired.has(key)) add(rule, say.suppressionExpired(rule, until ?? ''));
          else if (!this.#used.has(key) && ran(rule, path)) add(rule, say.suppressionUnused(rule));
        }
      }
    }
    return problems;
  }

  #of(path: string): readonly Covering[] {
    const known = this.#byPath.get(path);
    if (known) return known;
    const facts = this.#facts.get(path) ?? [];
    const alone = new Set(facts.filter((one) => one.alone).map((one) => one.line));
    const covering = facts.map((one) => ({ ...one, from: one.line, to: lastLine(one, alone) }));
    this.#byPath.set(path, covering);
    return covering;
  }
}

/** A comment alone on its line covers the next one; several in a row cover the same line of code. */
function lastLine(suppression: SuppressionFact, alone: ReadonlySet<number>): number {
  if (!suppression.alone) return suppression.line;
  let line = suppression.line + 1;
  while (alone.has(line)) line++;
  return line;
}
