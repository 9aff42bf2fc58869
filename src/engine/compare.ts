/** Head against base by fingerprint: what is new, what was there before, what is gone. */
import type { FileFacts } from '../model/facts.ts';
import type { Found, Status } from '../model/finding.ts';
import type { Project } from '../model/project.ts';
import type { Place } from '../model/span.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Detected, Detection } from './run-rules.ts';

export interface Compared extends Detected {
  readonly status: Status;
  /** Where the rule placed it, when the finding now stands at the first of its new parts. */
  readonly home?: Place;
}

export interface Side {
  readonly project: Project;
  readonly detection: Detection;
}

/** Without base everything is new. `renames` leads from the path at head to the path at base. */
export function compare(head: Side, base: Side | null, renames: ReadonlyMap<string, string>): Compared[] {
  if (!base) return head.detection.detected.map((detected) => ({ ...detected, status: 'new' }));
  const before = new Map(base.detection.detected.map((detected) => [detected.fingerprint, detected]));
  const untold = unknownAt(base, isUnread);
  const compared: Compared[] = followRenames(head, renames).map((detected) => {
    const old = before.get(detected.fingerprint);
    before.delete(detected.fingerprint);
    if (old) return mergeParts(detected, old);
    const path = renames.get(detected.found.at.path) ?? detected.found.at.path;
    return { ...detected, status: untold(detected.rule, path) ? 'existing' : 'new' };
  });
  const unseen = unknownAt(head, (facts) => isUnread(facts) || hasSyntaxErrors(facts));
  const pathAtHead = new Map([...renames].map(([now, then]) => [then, now]));
  for (const old of before.values()) {
    const path = pathAtHead.get(old.found.at.path) ?? old.found.at.path;
    // What the audit could not look at is not fixed.
    if (!unseen(old.rule, path)) compared.push({ ...old, status: 'fixed' });
  }
  return compared;
}

/** A file that moved keeps the fingerprints that its findings had at their old path. */
function followRenames({ project, detection }: Side, renames: ReadonlyMap<string, string>): readonly Detected[] {
  if (renames.size === 0) return detection.detected;
  const here = new Set(project.paths());
  return detection.detected.map((detected) => {
    const { symbol, subject, at } = detected.found;
    const path = renames.get(at.path);
    // A path that still exists was copied, not renamed; its fingerprints are taken.
    if (path === undefined || here.has(path)) return detected;
    return {
      ...detected,
      fingerprint: fingerprintOf({ rule: detected.rule, path, symbol, subject, ordinal: detected.ordinal }),
    };
  });
}

/** A finding with parts is new as soon as one of them is, and then tells of the new ones only. */
function mergeParts(detected: Detected, old: Detected): Compared {
  const known = new Set(old.found.parts?.map((part) => part.subject));
  const added = detected.found.parts?.filter((part) => !known.has(part.subject)) ?? [];
  const first = added[0];
  if (!first) return { ...detected, status: 'existing' };
  const at = first.at.path === detected.found.at.path ? first.at : detected.found.at;
  const found: Found = { ...detected.found, at, parts: added };
  return { ...detected, found, status: 'new', home: detected.found.at };
}

/** Whether a rule's findings at a path are unknown on this side: the rule failed, or the file could not be read. */
function unknownAt(
  { project, detection }: Side,
  isUnknown: (facts: FileFacts | undefined) => boolean,
): (rule: string, path: string) => boolean {
  const failed = new Set(detection.failures.map(({ rule, path }) => `${rule} ${path ?? ''}`));
  const paths = new Set(project.paths());
  return (rule, path) => {
    if (failed.has(`${rule} `) || failed.has(`${rule} ${path}`)) return true;
    return paths.has(path) && isUnknown(project.file(path)?.facts);
  };
}

function isUnread(facts: FileFacts | undefined): boolean {
  return facts?.problems.some(({ kind }) => kind !== 'syntax') ?? true;
}

function hasSyntaxErrors(facts: FileFacts | undefined): boolean {
  return facts?.problems.some(({ kind }) => kind === 'syntax') ?? false;
}
