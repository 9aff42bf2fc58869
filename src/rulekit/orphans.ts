/** Whether anything in the repository names a folder of migrations, so that somebody may well apply it. */
import type { DataNode } from '../model/facts.ts';
import type { Project } from '../model/project.ts';
import type { Stmt } from '../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';

/** A text of the code, of a configuration or of a build that mentions the folder by its name and the one around it. */
export function namesFolder(project: Project, folder: string): boolean {
  const names = folder.split('/');
  const wanted = names.at(-1) === 'versions' ? names.slice(0, -1) : names;
  const ending = wanted.slice(-2).join('/');
  const last = wanted.at(-1) ?? '';
  const isMeant = (text: string) => text.includes(ending) || text.split(/[\s"'=:]/).some((word) => word === last);
  return project.memo(`names-folder:${folder}`, (at) =>
    at.paths().some((path) => {
      if (path.startsWith(`${folder}/`)) return false;
      const facts = at.file(path)?.facts;
      if (!facts) return false;
      if (facts.python)
        return (
          CONFIGURES.some((name) => facts.python?.names.includes(name)) && textsIn(facts.python.body).some(isMeant)
        );
      const built = facts.dockerfile?.some(({ args }) => args.some((arg) => arg.includes(ending))) ?? false;
      return built || (facts.documents ?? []).some((document) => scalarsOf(document).some(isMeant));
    }),
  );
}

/** Whether code says where Alembic looks for revisions: what a configuration says of it is not all, then. */
export function setsVersionLocations(project: Project): boolean {
  const found = project.eachFile('python', 'version-locations', ({ facts: { python } }) =>
    CONFIGURES.some((name) => python?.names.includes(name)) && textsIn(python?.body ?? []).includes('version_locations')
      ? [true]
      : [],
  );
  return found.length > 0;
}

/** Code that tells Alembic where to look. */
const CONFIGURES = ['set_main_option', 'set_section_option', 'Migrate', 'ScriptDirectory', 'Config', 'AlembicConfig'];

function textsIn(body: readonly Stmt[]): readonly string[] {
  return statementsOf(body).flatMap((stmt) => {
    const own = expressionsOf(stmt).flatMap((expr) =>
      expressionsIn(expr).flatMap((one) =>
        one.k === 'str' ? [one.v] : one.k === 'fstr' ? one.parts.filter((part) => typeof part === 'string') : [],
      ),
    );
    return stmt.k === 'def' || stmt.k === 'class' ? [...own, ...textsIn(stmt.body)] : own;
  });
}

function scalarsOf(node: DataNode): readonly string[] {
  if (node.k === 'scalar') return typeof node.v === 'string' ? [node.v] : [];
  if (node.k === 'seq') return node.items.flatMap(scalarsOf);
  return node.entries.flatMap(({ v }) => scalarsOf(v));
}
