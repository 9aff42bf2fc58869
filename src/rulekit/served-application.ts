/** The application that the repository serves, as one thing: where remarks about the whole of it stand. */
import type { Project } from '../model/project.ts';
import type { Route } from '../model/routes.ts';
import { FILE_START, type Place } from '../model/span.ts';
import { isApplicationCode } from './application.ts';
import { routesByApp } from './routes.ts';

export interface ServedApplication {
  /** `app.main:app`. */
  readonly name: string;
  /** The call that makes it. */
  readonly at: Place;
  readonly routes: readonly Route[];
}

/** The applications of the repository itself, tests, examples and templates aside; the one with most routes first. */
export function servedApplications(project: Project): readonly ServedApplication[] {
  return project.memo('served-applications', (of) => {
    const { routers } = of.routes();
    const found = [...routesByApp(of)].flatMap(([name, routes]): ServedApplication[] => {
      const made = routers.find((router) => router.kind === 'app' && router.name === name);
      const at = made?.at ?? routes[0]?.includes[0] ?? routes[0]?.at;
      return at && isApplicationCode(of, at.path) && !isShown(at.path) ? [{ name, at, routes }] : [];
    });
    return found.toSorted((a, b) => b.routes.length - a.routes.length);
  });
}

/** Code that shows how something is done, or is copied into other repositories. */
function isShown(path: string): boolean {
  return /(^|\/)(cookbook|playground|recipes|snippets|\{\{[^/]*|cookiecutter[^/]*|docs?_src)\//i.test(path);
}

/** The top-level packages that the code imports, tests aside; of Google's, `google.genai`, too. */
export function importedPackages(project: Project): ReadonlySet<string> {
  return project.memo('imported-packages', (of) => {
    const names = of.eachFile('python', 'imported-packages', (file, at) =>
      at.layerOf(file.path) === 'test'
        ? []
        : (file.facts.python?.imports ?? []).flatMap(({ from, names, level }) => {
            if (level > 0) return [];
            const modules = from === null ? names.map(({ name }) => name) : [from];
            // Of a name that many libraries share, the part behind it tells more.
            const shared = from === 'google' ? names.map(({ name }) => `google.${name}`) : modules;
            return [...modules, ...shared].flatMap((module) => {
              const [root = module, next] = module.split('.');
              return root === 'google' && next ? [root, `${root}.${next}`] : [root];
            });
          }),
    );
    return new Set(names);
  });
}

/** The file that declares what an application needs, the nearest above it: where a tool that is missing would be written down. */
export function requirementsOf(project: Project, { at }: ServedApplication): Place {
  const folders = at.path.split('/').slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth--) {
    const folder = folders
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join('');
    const found = ['pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.py'].find((name) =>
      project.file(folder + name),
    );
    if (found) return { path: folder + found, span: FILE_START };
  }
  return at;
}
