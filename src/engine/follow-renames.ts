/** A file that was renamed keeps the identities that its findings had at its old path. */
import type { Project } from '../model/project.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Detected } from './run-rule.ts';

/** A detection at head under the names that it has at base. */
export interface Located extends Detected {
  readonly path: string;
  readonly symbol: string;
  readonly subject: string;
}

/** `renames` leads from the path at head to the path at base. */
export function followRenames(
  detected: readonly Detected[],
  project: Project,
  renames: ReadonlyMap<string, string>,
): Located[] {
  const here = new Set(renames.size > 0 ? project.paths() : []);
  return detected.map((one) => {
    const { at, symbol, subject } = one.found;
    const path = renames.get(at.path);
    // A path that still exists was copied, not renamed; its identities are taken.
    if (path === undefined || here.has(path)) return { ...one, path: at.path, symbol, subject };
    const names = { path, symbol: renameModule(symbol, at.path, path), subject: renameModule(subject, at.path, path) };
    return { ...one, ...names, fingerprint: fingerprintOf({ rule: one.rule, ordinal: one.ordinal, ...names }) };
  });
}

/** A dotted name that begins with the file's module (`app.users.get` in `src/app/users.py`), or its path, at the old place. */
function renameModule(name: string, now: string, then: string): string {
  if (name === now) return then;
  const folders = moduleOf(now);
  const foldersThen = moduleOf(then);
  for (let root = 0; root < folders.length; root++) {
    const prefix = folders.slice(root).join('.');
    // The folders above the import root are not part of the name, so they must not be what changed.
    if (root > 0 && folders[root - 1] !== foldersThen[root - 1]) return name;
    if (name === prefix || name.startsWith(`${prefix}.`))
      return foldersThen.slice(root).join('.') + name.slice(prefix.length);
  }
  return name;
}

function moduleOf(path: string): string[] {
  return path.replace(/(?:\/__init__)?\.py$/, '').split('/');
}
