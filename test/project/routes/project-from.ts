/** A project from Python texts, and its routes as short lines. */
import type { PathHints } from '../../../src/model/config.ts';
import type { Project } from '../../../src/model/project.ts';
import { createProject } from '../../../src/project/create-project.ts';
import { inputsOf, type Sources } from '../linked.ts';

export function projectFrom(sources: Sources, hints?: PathHints): Project {
  const inputs = inputsOf(sources);
  return createProject(hints ? { ...inputs, hints } : inputs);
}

/** The project at `sources`, and one derived from it where some files are different. */
export function projectsFrom(
  sources: Sources,
  changed: Sources,
): { readonly base: Project; readonly head: () => Project } {
  const inputs = inputsOf(sources);
  const base = createProject(inputs);
  const head = () => createProject(inputsOf({ ...sources, ...changed }, { sources, inputs }), base);
  return { base, head };
}

/** `GET /users/{id} app.users.get_user`, mounted routes only, in order. */
export function routesIn(sources: Sources): string[] {
  return projectFrom(sources)
    .routes()
    .routes.filter((route) => route.mounted)
    .map(({ methods, path, handler }) => `${methods.join(',')} ${path} ${handler.name}`);
}
