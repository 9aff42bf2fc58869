/** Migration files as code: their functions, their header, and whether all files of a chain could be read. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Expr, FunctionDef, Stmt } from '../model/python.ts';
import { statementsOf } from '../model/python-walk.ts';
import type { Chain, Revision } from '../model/schema.ts';
import { type Place, spanOf } from '../model/span.ts';

/** A revision with its file. */
export interface RevisionFile {
  readonly revision: Revision;
  readonly file: SourceFile;
}

/** The files of a chain's revisions, parents first. */
export function revisionFiles(project: Project, chain: Chain): readonly RevisionFile[] {
  return chain.revisions.flatMap((revision) => {
    const file = project.file(revision.path);
    return file?.facts.python ? [{ revision, file }] : [];
  });
}

/** The function of a migration that Alembic calls by this name, or `null`. */
export function functionIn(file: SourceFile, name: 'upgrade' | 'downgrade'): FunctionDef | null {
  const found = statementsOf(file.facts.python?.body ?? []).findLast((stmt) => stmt.k === 'def' && stmt.name === name);
  return found?.k === 'def' ? found : null;
}

/** What a module-level name of a migration's header is given. */
export function headerValue(file: SourceFile, name: string): Expr | null {
  const isOf = (stmt: Stmt) =>
    stmt.k === 'assign' && stmt.v !== null && stmt.targets.some((target) => target.k === 'name' && target.id === name);
  const found = file.facts.python?.body.findLast(isOf);
  return found?.k === 'assign' ? found.v : null;
}

/** The line that gives the parent of a revision: where a reader looks for what is wrong with the graph. */
export function parentPlace(project: Project, { path, at }: Revision): Place {
  const file = project.file(path);
  const value = file && headerValue(file, 'down_revision');
  return file && value ? { path, span: spanOf(file.facts.lineStarts, value) } : { path, span: at.span };
}

/** Whether every file in the folders of a chain was read: one that was not may be the link that seems to be missing. */
export function isWhollyRead(project: Project, chain: Chain): boolean {
  if (chain.problems.some(({ kind }) => kind === 'unreadable')) return false;
  const folders = chain.versionLocations.map((folder) => `${folder}/`);
  return !project.paths().some((path) => {
    if (!path.endsWith('.py') || !folders.some((folder) => path.startsWith(folder))) return false;
    const module = project.file(path)?.facts.python;
    return !module || module.errors.length > 0;
  });
}

/** A text that is nothing but documentation. */
export function isDocstring(stmt: Stmt): boolean {
  return stmt.k === 'expr' && (stmt.v.k === 'str' || (stmt.v.k === 'const' && stmt.v.v === '...'));
}

/** Whether a file belongs to the service whose migrations these are: it stands below the folder of their configuration. */
export function isAtHome(
  { configuredBy, env, scriptLocation }: Pick<Chain, 'configuredBy' | 'env' | 'scriptLocation'>,
  path: string,
): boolean {
  const home = configuredBy === env ? scriptLocation.replace(/[^/]*$/, '') : configuredBy.replace(/[^/]*$/, '');
  return path.startsWith(home);
}
