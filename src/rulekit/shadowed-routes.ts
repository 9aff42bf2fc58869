/** Which routes of an application no request reaches, because an earlier one matches all that they match. */

import type { Project } from '../model/project.ts';
import type { Expr, FunctionDef } from '../model/python.ts';
import { dottedName } from '../model/python-walk.ts';
import type { Route } from '../model/routes.ts';
import { codeOf } from './code.ts';
import { type Captured, covers } from './route-patterns.ts';
import { coexist, handlerKey, slotOf } from './routes.ts';

export interface Shadow {
  readonly first: Route;
  readonly later: Route;
  /** Those of `later` that `first` takes: all of them, or it is no shadow. */
  readonly methods: readonly string[];
}

/**
 * The shadowed ones among the routes of one application, in order of registration. Equal paths are duplicates, and no shadows.
 * Cost: a look at the parametric routes below each part of a path.
 */
export function shadowsIn(routes: readonly Route[]): readonly Shadow[] {
  const wide = new Map<string, Route[]>();
  const known = new Map<string, Route[]>();
  const shadows: Shadow[] = [];
  for (const later of routes) {
    if (later.framework === 'flask') continue;
    const slot = slotOf(later);
    const equals = known.get(slot) ?? [];
    // Of what is registered twice, the first registration tells whether it is reached.
    const methods = later.methods.filter((method) => !equals.some((each) => each.methods.includes(method)));
    shadows.push(...shadowsOf({ ...later, methods }, wide).map((shadow) => ({ ...shadow, later })));
    known.set(slot, [...equals, later]);
    const brace = later.path.indexOf('{');
    if (brace < 0) continue;
    const key = later.path.slice(0, later.path.lastIndexOf('/', brace) + 1);
    wide.set(key, [...(wide.get(key) ?? []), later]);
  }
  return shadows;
}

/** By which earlier routes: one for all methods, or one for each. */
function shadowsOf(later: Route, wide: ReadonlyMap<string, readonly Route[]>): Omit<Shadow, 'later'>[] {
  const found = new Map<Route, string[]>();
  const candidates = candidatesFor(later.path, wide).filter((first) => mayShadow(first, later));
  for (const method of later.methods) {
    const first = candidates.find((candidate) => candidate.methods.includes(method));
    if (first) found.set(first, [...(found.get(first) ?? []), method]);
  }
  return [...found].map(([first, methods]) => ({ first, methods }));
}

function candidatesFor(path: string, wide: ReadonlyMap<string, readonly Route[]>): Route[] {
  const found: Route[] = [];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    found.push(...(wide.get(path.slice(0, slash + 1)) ?? []));
  }
  return found;
}

function mayShadow(first: Route, later: Route): boolean {
  return (
    coexist(first, later) &&
    handlerKey(first) !== handlerKey(later) &&
    slotOf(first) !== slotOf(later) &&
    covers(first.path, later.path)
  );
}

/** Types that Pydantic reads from few texts only, and the converter of the path that takes no others. */
const NARROW: ReadonlyMap<string, { readonly accepts: RegExp; readonly converter: string | null }> = new Map([
  ['int', { accepts: /^[+-]?\d+$/, converter: 'int' }],
  ['float', { accepts: /^[+-]?[\d.e]+$/i, converter: 'float' }],
  ['UUID', { accepts: /^[\da-f-]{32,36}$/i, converter: 'uuid' }],
  ['date', { accepts: /^\d/, converter: null }],
  ['datetime', { accepts: /^\d/, converter: null }],
]);

export interface Refusal {
  /** What the parameter is annotated with. */
  readonly type: string;
  /** The parameter as the path would have to name it; empty where the path has no converter for the type. */
  readonly constrained: string;
}

/**
 * Why the handler of `route` does not even run for a parameter's text: FastAPI reads it as the annotated type, and answers 422.
 */
export function refusalOf(project: Project, route: Route, { parameter, text }: Captured): Refusal | null {
  // A web socket is closed instead.
  if (route.framework !== 'fastapi' || route.methods.includes('WEBSOCKET')) return null;
  const annotation = handlerOf(project, route)?.params.find(({ name }) => name === parameter)?.annotation;
  const type = annotation ? typeName(annotation) : null;
  const narrow = type === null ? undefined : NARROW.get(type);
  if (type === null || !narrow || narrow.accepts.test(text)) return null;
  return { type, constrained: narrow.converter === null ? '' : `{${parameter}:${narrow.converter}}` };
}

/** `int` of `int`, `Annotated[int, Path(ge=1)]` and `uuid.UUID`. */
function typeName(annotation: Expr): string | null {
  const [inner] = annotation.k === 'sub' && dottedName(annotation.obj)?.endsWith('Annotated') ? annotation.index : [];
  return (
    dottedName(inner ?? annotation)
      ?.split('.')
      .at(-1) ?? null
  );
}

/** The function that answers, where it stands in the repository. */
function handlerOf(project: Project, route: Route): FunctionDef | null {
  const file = route.handler.start < 0 ? undefined : project.file(route.handler.at.path);
  const site = file && codeOf(file).functions.find(({ def }) => def.s === route.handler.start);
  return site?.def ?? null;
}
