/**
 * Runs the rules over one project. Each answer is remembered with the project, so that a later project pays only for
 * what changed: file rules by file, project rules one by one.
 * INVARIANT: a rule that throws or returns nonsense costs its own findings and is named; it never stops the audit.
 */
import type { Found } from '../model/finding.ts';
import type { PathMatcher } from '../model/glob.ts';
import type { Project } from '../model/project.ts';
import { foundError } from './check-found.ts';
import { fingerprintOf } from './fingerprint.ts';
import { byPlace, byText } from './order.ts';
import { type ActiveRule, keyOf } from './select-rules.ts';

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

/** All that the rules find in files that are not ignored, sorted by rule and place. */
export function runRules(project: Project, rules: readonly ActiveRule[], isIgnored: PathMatcher): Detection {
  const detected: Detected[] = [];
  const failures: RuleFailure[] = [];
  const add = (detection: Detection): void => {
    for (const one of detection.detected) if (!isIgnored(one.found.at.path)) detected.push(one);
    failures.push(...detection.failures);
  };
  const fileRules = rules.filter(({ rule }) => rule.scope === 'file');
  const key = keyOf(fileRules);
  for (const path of project.paths()) {
    if (isIgnored(path)) continue;
    add(project.memo(`file-rules:${key}:${path}`, (at) => runOnFile(at, path, fileRules)));
  }
  for (const active of rules) {
    if (active.rule.scope !== 'project') continue;
    add(project.memo(`rule:${active.meta.id}:${keyOf([active])}`, (at) => runOne(at, active, null)));
  }
  detected.sort(
    (a, b) => byText(a.rule, b.rule) || byPlace(a.found.at, b.found.at) || byText(a.fingerprint, b.fingerprint),
  );
  failures.sort((a, b) => byText(a.rule, b.rule) || byText(a.path ?? '', b.path ?? '') || byText(a.reason, b.reason));
  return { detected, failures };
}

const NOTHING: Detection = { detected: [], failures: [] };

function runOnFile(project: Project, path: string, rules: readonly ActiveRule[]): Detection {
  if (!project.file(path)) return NOTHING;
  const all = rules.map((active) => runOne(project, active, path));
  return { detected: all.flatMap(({ detected }) => detected), failures: all.flatMap(({ failures }) => failures) };
}

function runOne(project: Project, active: ActiveRule, path: string | null): Detection {
  const rule = active.meta.id;
  const failures: RuleFailure[] = [];
  const fine: Found[] = [];
  try {
    for (const found of detect(project, active, path)) {
      const reason = foundError(found, project) ?? wordsError(active, found) ?? scopeError(found, path);
      if (reason === null) fine.push(found);
      else failures.push({ rule, path: path ?? found?.at?.path ?? null, kind: 'malformed', reason });
    }
  } catch (error) {
    return { detected: [], failures: [{ rule, path, kind: 'crashed', reason: String(error) }] };
  }
  return { detected: identify(rule, fine), failures };
}

function detect(project: Project, { rule, options }: ActiveRule, path: string | null): readonly Found[] {
  if (rule.scope === 'project') return rule.detect({ project, options });
  const file = path === null ? undefined : project.file(path);
  return file ? rule.detect({ file, options }) : [];
}

function wordsError({ meta }: ActiveRule, found: Found): string | null {
  if (found.variant !== undefined && !Object.hasOwn(meta.variants, found.variant))
    return `its README has no variant "${found.variant}"`;
  const note = found.related?.find((related) => !Object.hasOwn(meta.related, related.note))?.note;
  return note === undefined ? null : `its README has no related note "${note}"`;
}

function scopeError(found: Found, path: string | null): string | null {
  return path !== null && found.at.path !== path ? 'it stands in another file than the one looked at' : null;
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
