/** Head against base by fingerprint: what is new, what was there before, what is gone. */
import type { FileFacts } from '../model/facts.ts';
import type { Found, Part, Status } from '../model/finding.ts';
import type { Project } from '../model/project.ts';
import type { Place } from '../model/span.ts';
import { alignEquals, type Growth } from './align-equals.ts';
import { followRenames, type Located } from './follow-renames.ts';
import { isTraced, type KnownParts, knownParts } from './known-parts.ts';
import type { Detected } from './run-rule.ts';
import type { ProjectDetection } from './run-rules.ts';
import { withStanding } from './standing.ts';

export interface Compared extends Detected {
  readonly status: Status;
  /** Where the rule placed it, when the finding now stands at the first of its new parts. */
  readonly home?: Place;
  /** The commit that brought what is no longer there at head. */
  readonly commit?: string;
}

export interface Side {
  readonly project: Project;
  readonly detection: ProjectDetection;
}

/** Without base everything is new. `renames` leads from the path at head to the path at base. */
export function compare(head: Side, base: Side | null, renames: ReadonlyMap<string, string>): Compared[] {
  if (!base) return head.detection.detected.filter(isFact).map((detected) => ({ ...detected, status: 'new' }));
  const before = new Map(base.detection.detected.map((detected) => [detected.fingerprint, detected]));
  const standing = withStanding(head.detection.detected, base.project, renames);
  const renamed = followRenames(standing, head.project, renames);
  const located = alignEquals(renamed, base.detection.detected, growthBetween(head, base, renames));
  const known = knownParts(located, base.detection.detected, pathAtBase(head.project, renames));
  const isUntold = unknownAt(base, isUnread);
  const fresh: Located[] = [];
  const compared: Compared[] = [];
  for (const one of located) {
    const old = before.get(one.fingerprint);
    before.delete(one.fingerprint);
    if (old) compared.push(mergeParts(one, old, known));
    else if (isUntold(one.rule, one.path)) compared.push({ ...one, status: 'existing' });
    else fresh.push(one);
  }
  const takeMoved = movedFrom(before, head.project);
  const saidBefore = new Map(
    base.detection.detected.filter((one) => !isFact(one)).map((one) => [subjectKey(one), one]),
  );
  for (const one of fresh) {
    const said = isFact(one) ? undefined : saidBefore.get(subjectKey(one));
    if (said) compared.push(mergeParts(one, said, known));
    else if (one.found.onlyNew === 'parts') continue;
    else if (takeMoved(one)) compared.push({ ...one, status: 'existing' });
    else compared.push(one.found.parts?.some(known.isKnown) ? mergeParts(one, null, known) : { ...one, status: 'new' });
  }
  const isUnseen = unknownAt(head, (facts) => isUnread(facts) || hasSyntaxErrors(facts));
  const pathAtHead = new Map([...renames].map(([now, then]) => [then, now]));
  for (const old of before.values()) {
    const path = pathAtHead.get(old.found.at.path) ?? old.found.at.path;
    // What the audit could not look at is not fixed, and neither is what another finding tells now.
    if (!isUnseen(old.rule, path) && !known.isStillTold(old)) compared.push({ ...old, status: 'fixed' });
  }
  return compared.filter((one) => one.status === 'new' || isFact(one));
}

/** Whether it counts when nobody has just brought it about. */
export function isFact({ found }: Detected): boolean {
  return found.onlyNew === undefined;
}

function subjectKey({ rule, found }: Detected): string {
  return JSON.stringify([rule, found.subject]);
}

/**
 * What moved is neither fixed nor new: a finding that is gone from one file and appears in another under the same
 * function and subject. At module level a name alone is too weak: there the old file must be gone altogether, and all
 * values equal.
 */
function movedFrom(gone: Map<string, Detected>, head: Project): (one: Located) => boolean {
  const byKey = new Map<string, string[]>();
  for (const [fingerprint, old] of gone) {
    if (old.found.symbol === '' && head.file(old.found.at.path)) continue;
    byKey.set(movingKey(old), [...(byKey.get(movingKey(old)) ?? []), fingerprint]);
  }
  return (one) => {
    const fingerprint = byKey.get(movingKey(one))?.shift();
    return fingerprint !== undefined && gone.delete(fingerprint);
  };
}

function movingKey({ rule, found }: Detected): string {
  const { symbol, subject, variant, values } = found;
  return JSON.stringify([rule, subject, variant ?? '', symbol === '' ? values : symbol.split('.').at(-1)]);
}

function growthBetween(head: Side, base: Side, renames: ReadonlyMap<string, string>): Growth {
  const pathAtHead = new Map([...renames].map(([now, then]) => [then, now]));
  const lines = ({ project }: Side, path: string): number => project.file(path)?.facts.lineStarts.length ?? 0;
  return (path) => lines(head, pathAtHead.get(path) ?? path) - lines(base, path);
}

/** A finding with parts is new as soon as one of them is, and then tells of the new ones only. */
function mergeParts(detected: Detected, old: Detected | null, { isKnown }: KnownParts): Compared {
  const said = new Set(old?.found.parts?.map((part) => part.subject));
  const stated = new Set(old?.found.parts?.map((part) => part.of));
  const isAdded = (part: Part): boolean =>
    !said.has(part.subject) && !isKnown(part) && (part.of === undefined || stated.has(part.of));
  const added = detected.found.parts?.filter(isAdded) ?? [];
  const first = added[0];
  if (!first) return { ...detected, status: 'existing' };
  // A state stands where it is told of, whatever the finding as a whole begins with; so does what names its file.
  const isThere = first.of !== undefined || isTraced(first) || first.at.path === detected.found.at.path;
  const at = isThere ? first.at : detected.found.at;
  const found: Found = { ...toldAlone(detected.found, added), at, parts: added };
  return { ...detected, found, status: 'new', home: detected.found.at };
}

/** In the words of the one part that is new, where it has some. */
function toldAlone(found: Found, [first, ...others]: readonly Part[]): Found {
  if (!first?.alone || others.length > 0) return found;
  const { values, variant, severity, confidence, related } = first.alone;
  return {
    at: found.at,
    subject: found.subject,
    symbol: found.symbol,
    values,
    ...(variant === undefined ? {} : { variant }),
    ...(severity === undefined ? {} : { severity }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(related === undefined ? {} : { related }),
  };
}

/** A path that still exists was copied, not renamed. */
function pathAtBase(head: Project, renames: ReadonlyMap<string, string>): (path: string) => string {
  const here = new Set(renames.size > 0 ? head.paths() : []);
  return (path) => {
    const then = renames.get(path);
    return then === undefined || here.has(then) ? path : then;
  };
}

/** Whether a rule's findings at a path are unknown on this side: the rule failed, or the file could not be read. */
function unknownAt(
  { project, detection }: Side,
  isUnknown: (facts: FileFacts | undefined) => boolean,
): (rule: string, path: string) => boolean {
  const failed = new Set(detection.failures.map(({ rule, path }) => `${rule} ${path ?? ''}`));
  let paths: ReadonlySet<string> | null = null;
  return (rule, path) => {
    if (failed.has(`${rule} `) || failed.has(`${rule} ${path}`)) return true;
    const file = project.file(path);
    if (file) return isUnknown(file.facts);
    paths ??= new Set(project.paths());
    return paths.has(path) && isUnknown(undefined);
  };
}

function isUnread(facts: FileFacts | undefined): boolean {
  return facts?.problems.some(({ kind }) => kind !== 'syntax') ?? true;
}

function hasSyntaxErrors(facts: FileFacts | undefined): boolean {
  return facts?.problems.some(({ kind }) => kind === 'syntax') ?? false;
}
