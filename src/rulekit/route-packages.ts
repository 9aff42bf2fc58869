/** The folders and modules that make up the HTTP layer: where routes are answered, and nothing that services do. */
import type { Project, SourceFile } from './index.ts';

export interface RoutePackages {
  /** The modules that hold handlers of routes. */
  readonly homes: ReadonlySet<string>;
  isInside(path: string): boolean;
  /** Whether the function of a module answers a route. */
  isHandler(path: string, name: string): boolean;
  /** Dotted name of the outermost part of the HTTP layer that holds `to` and not `from`; `null` where there is none. */
  packageOf(from: string, to: string): string | null;
}

const NAMES =
  /^(api|apis|server|web|webapp|http|rest|routes?|routers?|routing|handlers?|endpoints?|views?|controllers?|blueprints?|presentation|entrypoints|v\d+)$/;

const MANIFEST = /^(.+)\/(pyproject\.toml|setup\.py|setup\.cfg)$/;
const VALUES =
  /(^|[_/])(schemas?|dtos?|models?|deps?|dependencies|dependency|exceptions?|errors?|constants?|limits?|enums?|types?|typing|config|settings|version|messages|permissions|i18n|serializers?)(\.py|\/__init__\.py)$/;

/** Values live where somebody put them; depending on them is not depending on HTTP. */
export function isValues(path: string): boolean {
  return VALUES.test(path);
}

export function routePackages(project: Project): RoutePackages {
  const routes = project.routes().routes.filter(({ handler }) => handler.start >= 0);
  const homes = new Set(
    routes.map(({ handler }) => handler.at.path).filter((path) => project.layerOf(path) !== 'test'),
  );
  const lower = new Set(
    project.eachFile('python', 'lower-layers', ({ path }, of) =>
      /^(service|repository)$/.test(of.layerOf(path)) ? [path] : [],
    ),
  );
  const roots = project.memo(
    'distributions',
    (of) => new Set(of.paths().flatMap((path) => MANIFEST.exec(path)?.[1] ?? [])),
  );
  const rootOf = (path: string): string => ancestors(path).findLast((folder) => roots.has(folder)) ?? '';
  const folders = foldersOf(project, homes, lower);
  const isHttp = (folder: string): boolean => {
    const { modules, answering, isLower } = folders.get(folder) ?? EMPTY;
    return answering > 0 && answering * 5 >= modules && !isLower;
  };
  const answering = new Set([...homes].flatMap(ancestors));
  const answers = (folder: string): boolean => answering.has(folder);
  const handlers = new Set(routes.map(({ handler }) => `${handler.at.path} ${handler.symbol}`));
  return {
    homes,
    isHandler: (path, name) => handlers.has(`${path} ${name}`),
    isInside: (path) => ancestors(path).some(isHttp),
    packageOf: (from, to) => {
      // To a distribution of its own, the other one is a library.
      if (rootOf(from) !== rootOf(to) || lower.has(to)) return null;
      const folders = ancestors(to);
      const folder = folders.find((one) => !from.startsWith(`${one}/`) && isHttp(one));
      // A part of it in which nothing answers is something else that lives there.
      const isPart = folder !== undefined && folders.every((one) => one.length <= folder.length || answers(one));
      if (isPart) return folder.replaceAll('/', '.');
      return homes.has(to) ? to.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.') : null;
    },
  };
}

interface Folder {
  /** Its modules and those of the folders inside it, without what only gathers them and what holds values. */
  modules: number;
  answering: number;
  /** Whether services or repositories are among them. */
  isLower: boolean;
}

const EMPTY: Folder = { modules: 0, answering: 0, isLower: false };

/** The folders whose name says that they are about HTTP. */
function foldersOf(
  project: Project,
  homes: ReadonlySet<string>,
  lower: ReadonlySet<string>,
): ReadonlyMap<string, Folder> {
  const found = new Map<string, Folder>();
  for (const [path, around] of project.eachFile('python', 'http-folders', httpFoldersOf)) {
    for (const folder of around) {
      const known = found.get(folder) ?? { ...EMPTY };
      known.modules++;
      if (homes.has(path)) known.answering++;
      if (lower.has(path)) known.isLower = true;
      found.set(folder, known);
    }
  }
  return found;
}

function httpFoldersOf({ path }: SourceFile): readonly (readonly [path: string, folders: readonly string[]])[] {
  if (path.endsWith('/__init__.py') || isValues(path)) return [];
  const folders = ancestors(path).filter((folder) => NAMES.test(folder.slice(folder.lastIndexOf('/') + 1)));
  return folders.length === 0 ? [] : [[path, folders]];
}

/** The folders around a file, outermost first. */
function ancestors(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
