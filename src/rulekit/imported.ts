/** Which files of the application are part of it, and not run by themselves. */
import type { Project } from '../model/project.ts';
import { eachApplicationFile } from './application.ts';

/** The files that another file of the application imports. A file that nobody imports is a program, or is dead. */
export function importedFiles(project: Project): ReadonlySet<string> {
  return project.memo('imported-files', (at) => {
    const imported = eachApplicationFile(at, 'imported-files', ({ path }, of) =>
      of.importsOf(path).flatMap(({ to, names }) => [to, ...names.flatMap((name) => name.path ?? [])]),
    );
    return new Set(imported);
  });
}
