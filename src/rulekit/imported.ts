/** Which files of the application are part of it, and not run by themselves. */
import type { Project } from '../model/project.ts';
import { applicationFiles } from './application.ts';

/** The files that another file of the application imports. A file that nobody imports is a program, or is dead. */
export function importedFiles(project: Project): ReadonlySet<string> {
  return project.memo('imported-files', (at) => {
    const found = new Set<string>();
    for (const { path } of applicationFiles(at)) {
      for (const { to, names } of at.importsOf(path)) {
        found.add(to);
        for (const name of names) if (name.path !== null) found.add(name.path);
      }
    }
    return found;
  });
}
