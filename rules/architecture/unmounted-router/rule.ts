import { isApplicationCode } from '../../../src/rulekit/application.ts';
import {
  codeOf,
  defineProjectRule,
  dottedName,
  type Found,
  keywordArgument,
  type Project,
  type Related,
  type Route,
  type SourceFile,
} from '../../../src/rulekit/index.ts';

type Router = ReturnType<Project['routes']>['routers'][number];

/** Routes that are named. */
const NAMED = 4;

/** Folders whose routers others include, or nobody yet. */
const FOR_OTHERS = /(^|\/)(plugins?|extensions?|addons?|contrib|integrations|cookiecutter[\w.-]*|\{\{[^/]*)\//i;

export default defineProjectRule(({ project }) => {
  const { routers, routes } = project.routes();
  const included = routers.filter(({ kind, reached, routes: count }) => kind !== 'app' && reached && count > 0);
  return routers.filter(isLoose).flatMap((router) => {
    if (!isApplicationCode(project, router.at.path) || FOR_OTHERS.test(router.at.path)) return [];
    // A package without any included router is a library of them, or a service that is not here.
    const siblings = included.filter((other) => distance(router, other) <= 1 && other.framework === router.framework);
    const [sibling] = siblings.toSorted((a, b) => distance(router, a) - distance(router, b));
    const own = routes.filter((route) => route.app === null && isOn(route, router));
    return sibling && own[0] && !isLent(project, router) ? [foundOf(router, sibling, own)] : [];
  });
});

/** Its routes are only shown: `callbacks=hooks.routes` describes for OpenAPI what others answer. */
function isLent(project: Project, { name }: Router): boolean {
  const variable = name?.split(':').at(-1);
  return project.eachFile('python', 'routes-lent', routesLentIn).some((lent) => lent === variable);
}

function routesLentIn(file: SourceFile): readonly (string | undefined)[] {
  if (!file.facts.python?.names.includes('callbacks')) return [];
  return codeOf(file).calls.flatMap(({ call }) => {
    const routes = keywordArgument(call, 'callbacks');
    return routes?.k === 'attr' && routes.name === 'routes' ? [dottedName(routes.obj)?.split('.').at(-1)] : [];
  });
}

function isLoose({ kind, reached, dynamic, routes, name }: Router): boolean {
  return kind !== 'app' && !reached && !dynamic && routes > 0 && name !== null && !name.endsWith('()');
}

/** How many folders up the two first meet. */
function distance(a: Router, b: Router): number {
  const [one, other] = [a.at.path.split('/').slice(0, -1), b.at.path.split('/').slice(0, -1)];
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return Math.max(one.length, other.length) - shared;
}

function isOn(route: Route, router: Router): boolean {
  return route.at.path === router.at.path && route.at.span.line >= router.at.span.line;
}

function foundOf(router: Router, sibling: Router, own: readonly Route[]): Found {
  const [module = '', name = ''] = (router.name ?? '').split(':');
  const inclusion = sibling.includes[0];
  const into = inclusion?.into?.split(':').at(-1)?.replace('()', '') ?? 'app';
  const call = router.kind === 'blueprint' ? 'register_blueprint' : 'include_router';
  const values = {
    router: router.name ?? name,
    count: router.routes,
    routes: own.slice(0, NAMED).map(({ methods, path }) => `${methods.join(',')} ${path}`),
    sibling: sibling.name ?? '',
    code: [
      `from ${module} import ${name} as ${module.split('.').at(-1) ?? 'more'}_${name}`,
      `${into}.${call}(${module.split('.').at(-1) ?? 'more'}_${name})`,
    ],
  };
  const related: Related[] = inclusion ? [{ ...inclusion.at, note: 'sibling', values }] : [];
  return { at: router.at, subject: values.router, symbol: '', values, related };
}
