/** A detection → the finding that people read: its words, its severity, the line that caused it. */
import type { Finding, Found, Language, Text, Values } from '../model/finding.ts';
import type { Place } from '../model/span.ts';
import type { Covered, Elsewhere } from './fold-same.ts';
import { byPlace } from './order.ts';
import { type ActiveRule, gravityOf } from './select-rules.ts';
import { sentences } from './sentences.ts';
import { asCode, fillTemplate } from './words.ts';

/** Related places that a finding shows; a rule that has more says so in its message. */
const MAX_RELATED = 100;

export interface WordedFinding {
  readonly finding: Finding;
  /** Template keys without value: a bug of the rule. */
  readonly missing: readonly string[];
}

export interface Telling {
  readonly active: ActiveRule;
  readonly language: Language;
  /** Files that the pull request touches, or `null` when there is none. */
  readonly changed: ReadonlySet<string> | null;
}

/** Words one finding. Fixed findings are worded from what the base said. */
export function wordFinding(covered: Covered, { active, language, changed }: Telling): WordedFinding {
  const { found, status, fingerprint, suppressed, elsewhere, commit = null } = covered;
  const remains = status === 'fixed' || commit !== null;
  const { meta } = active;
  const missing = new Set<string>();
  const fill = (template: Text, values: Values): string => {
    const worded = fillTemplate(template[language], values, language);
    for (const key of worded.missing) missing.add(key);
    return worded.text;
  };
  const words = found.variant === undefined ? meta : (meta.variants[found.variant] ?? meta);
  const values = valuesOf(found);
  const related = [...(found.related ?? [])].sort(byPlace).slice(0, MAX_RELATED);
  const finding: Finding = {
    rule: meta.id,
    axis: meta.axis,
    ...gravityOf(active, found),
    stage: meta.stage,
    status,
    path: found.at.path,
    span: found.at.span,
    symbol: found.symbol,
    message: [fill(words.message, values), ...spread(elsewhere, language), ...history(commit, language)].join(' '),
    remedy: remains ? (meta.fixed?.[language] ?? '') : fill(words.remedy, values),
    related: [
      ...related.map(({ path, span, note, values: own }) => ({
        path,
        line: span.line,
        message: fill(meta.related[note] ?? { en: '', fr: '' }, { ...values, ...own }),
      })),
      ...partsElsewhere(found, related),
    ].slice(0, MAX_RELATED),
    suggestion: found.suggestion ?? null,
    suppressed,
    cause: status === 'new' && commit === null ? causeOf(found, changed) : null,
    commit,
    fingerprint,
  };
  return { finding, missing: [...missing].sort() };
}

function spread(elsewhere: Elsewhere | undefined, language: Language): readonly string[] {
  return elsewhere === undefined ? [] : [sentences(language).elsewhere(elsewhere.count, elsewhere.standing)];
}

function history(commit: string | null, language: Language): readonly string[] {
  return commit === null ? [] : [sentences(language).inHistory(asCode(commit.slice(0, 12)))];
}

/** Parts in other files, unless the rule points there itself. */
function partsElsewhere({ at, parts = [] }: Found, related: readonly Place[]): Finding['related'] {
  const told = new Set(related.map(({ path, span }) => `${path} ${span.line}`));
  return parts
    .filter((part) => part.at.path !== at.path && !told.has(`${part.at.path} ${part.at.span.line}`))
    .map((part) => ({ path: part.at.path, line: part.at.span.line, message: asCode(part.label) }));
}

/** `{parts}`, `{count}` and `{code}` are those of the parts that are told of. */
function valuesOf(found: Found): Values {
  if (!found.parts || found.parts.length === 0) return found.values;
  // Two places of one name read like a mistake when both are named.
  const parts = [...new Set(found.parts.map((part) => part.label))];
  const code = found.parts.flatMap((part) => part.code ?? []);
  return { ...found.values, parts, count: found.parts.length, ...(code.length > 0 ? { code } : {}) };
}

/** For a finding in a file that the pull request does not touch: the first of its places that it does touch. */
function causeOf(found: Found, changed: ReadonlySet<string> | null): Place | null {
  if (!changed || changed.has(found.at.path)) return null;
  const places: Place[] = [...(found.parts ?? []).map((part) => part.at), ...(found.related ?? [])];
  const cause = places.find((place) => changed.has(place.path));
  return cause ? { path: cause.path, span: cause.span } : null;
}
