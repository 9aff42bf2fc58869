/**
 * Which parts the base told of already, whatever finding holds them now: rules gather many places into one finding from a
 * number of files on, files are renamed, functions move. Only parts whose subject names their file can be found again.
 */
import type { Part } from '../model/finding.ts';
import type { Detected } from './run-rule.ts';

export interface KnownParts {
  /** The base told of this part of a finding at head. */
  readonly isKnown: (part: Part) => boolean;
  /** All parts of a finding at base are told at head. */
  readonly isStillTold: (old: Detected) => boolean;
}

/** `pathAtBase`: the path that a file of head had at base. Cost: linear in the parts. */
export function knownParts(
  head: readonly Detected[],
  base: readonly Detected[],
  pathAtBase: (path: string) => string,
): KnownParts {
  const gone = new Map<string, Part[]>();
  const told = new Set<Part>();
  for (const { rule, part, bare } of tracedIn(base)) push(gone, keyOf(rule, part.at.path, bare), part);
  const known = new Set<Part>();
  const take = (places: Map<string, Part[]>, key: string, part: Part): boolean => {
    const old = places.get(key)?.shift();
    if (!old) return false;
    known.add(part);
    told.add(old);
    return true;
  };
  const left = tracedIn(head).filter(
    ({ rule, part, bare }) => !take(gone, keyOf(rule, pathAtBase(part.at.path), bare), part),
  );
  const moved = new Map<string, Part[]>();
  for (const { rule, part, bare } of tracedIn(base)) if (!told.has(part)) push(moved, keyOf(rule, '', bare), part);
  for (const { rule, part, bare } of left) if (/\w/.test(bare)) take(moved, keyOf(rule, '', bare), part);
  return {
    isKnown: (part) => known.has(part),
    isStillTold: ({ found: { parts } }) => parts !== undefined && parts.length > 0 && parts.every((p) => told.has(p)),
  };
}

/** Whether the subject of a part says by itself which part of the repository it is. */
export function isTraced(part: Part): boolean {
  return bareSubject(part) !== null;
}

interface Traced {
  readonly rule: string;
  readonly part: Part;
  /** The subject without the file. */
  readonly bare: string;
}

/** What only counts where it is new is compared with what the base said, and not with what it would have said. */
function tracedIn(all: readonly Detected[]): Traced[] {
  return all.flatMap(({ rule, found }) =>
    found.onlyNew !== undefined
      ? []
      : (found.parts ?? []).flatMap((part) => {
          const bare = bareSubject(part);
          return bare === null ? [] : [{ rule, part, bare }];
        }),
  );
}

function bareSubject({ subject, at: { path } }: Part): string | null {
  if (subject.startsWith(`${path} `)) return subject.slice(path.length + 1);
  // `app.users.get` in `src/app/users.py`.
  const module = path.replace(/(\/__init__)?\.py$/, '').split('/');
  for (let root = 0; root < module.length; root++) {
    const prefix = `${module.slice(root).join('.')}.`;
    if (subject.startsWith(prefix)) return subject.slice(prefix.length);
  }
  return null;
}

function keyOf(rule: string, path: string, bare: string): string {
  return JSON.stringify([rule, path, bare]);
}

function push(places: Map<string, Part[]>, key: string, part: Part): void {
  const known = places.get(key);
  if (known) known.push(part);
  else places.set(key, [part]);
}
