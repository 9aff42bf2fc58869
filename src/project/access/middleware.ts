/** What a middleware does to a request for one route that comes without credentials. */
import type { ClassDef, FunctionDef } from '../../model/python.ts';
import type { Constant } from '../constants.ts';
import { attributeOf, inside, type Site } from '../resolve.ts';
import type { Value as RunValue } from '../routes/values.ts';
import { outcomeOfDecorator } from './decorators.ts';
import { type Asker, type Named, nameOf } from './dependencies.ts';
import { fieldsOf } from './fields.ts';
import { asks, HARMLESS_MIDDLEWARE } from './names.ts';
import { HARMLESS, type Outcome, REFUSES, type RouteShape, type Value } from './values.ts';

/** `given`: the keywords with which the middleware was added. */
export function outcomeOfMiddleware(
  by: Asker,
  value: RunValue,
  given: ReadonlyMap<string, RunValue>,
  route: RouteShape,
): Named | null {
  switch (value.k) {
    case 'made': {
      const inner = value.args[0] ?? value.kw.get('cls');
      if (/(^|\.)Middleware$/.test(value.dotted) && inner) return outcomeOfMiddleware(by, inner, value.kw, route);
      return ofLibrary(by, value.dotted, given, route);
    }
    case 'external':
      return ofLibrary(by, value.dotted, given, route);
    case 'function':
      return { name: nameOf(by.db, value.site, value.def), outcome: ofFunction(by, value.site, value.def, {}, route) };
    case 'class':
    case 'instance':
      return { name: nameOf(by.db, value.site, value.def), outcome: ofClass(by, value, given, route) };
    default:
      return null;
  }
}

function ofLibrary(by: Asker, dotted: string, given: ReadonlyMap<string, RunValue>, route: RouteShape): Named {
  if (/^starlette\.middleware\.authentication\.AuthenticationMiddleware$/.test(dotted)) {
    const backend = given.get('backend');
    const owner = backend?.k === 'instance' || backend?.k === 'class' ? backend : null;
    const member = owner && attributeOf(by.db, { kind: 'class', site: owner.site, def: owner.def }, 'authenticate');
    if (owner && member?.kind === 'function')
      return {
        name: dotted,
        outcome: ofFunction(
          by,
          member.site,
          member.def,
          fieldsOf(by.db, member.site, owner.def, constantsOf(given)),
          route,
        ),
      };
    return { name: dotted, outcome: HARMLESS };
  }
  if (HARMLESS_MIDDLEWARE.test(dotted) || !asks(dotted.replace(/Middleware$/, '')))
    return { name: dotted, outcome: HARMLESS };
  return { name: dotted, outcome: { ...REFUSES, refuses: 'maybe' } };
}

function ofFunction(
  by: Asker,
  site: Site,
  def: FunctionDef,
  fields: Readonly<Record<string, Value>>,
  route: RouteShape,
): Outcome {
  const next = def.params.find((param) => /^(call_next|next|get_response|handler)$/.test(param.name));
  const args: Record<string, Value> = { ...fields };
  if (next) args[next.name] = { k: 'next' };
  // `@bp.before_request` above `@login_required` registers a hook that never gets past its decorator.
  for (const decorator of def.decorators) {
    const outer = outcomeOfDecorator(by, site, decorator)?.outcome;
    if (outer?.refuses === 'yes') return outer;
  }
  return by.ask(site, def, { role: 'middleware', depth: 0, args, route });
}

function ofClass(
  by: Asker,
  { site, def }: { readonly site: Site; readonly def: ClassDef },
  given: ReadonlyMap<string, RunValue>,
  route: RouteShape,
): Outcome {
  for (const name of ['dispatch', '__call__']) {
    const member = attributeOf(by.db, { kind: 'class', site, def }, name);
    if (member.kind === 'function')
      return ofFunction(
        by,
        member.site,
        member.def,
        fieldsOf(by.db, inside(site, def), def, constantsOf(given)),
        route,
      );
  }
  return HARMLESS;
}

/** The constants among the keywords with which a middleware was added. */
function constantsOf(given: ReadonlyMap<string, RunValue>): ReadonlyMap<string, Constant> {
  const constants = new Map<string, Constant>();
  for (const [name, value] of given) {
    if (value.k === 'const') constants.set(name, value.v);
    else if (value.k === 'list')
      constants.set(
        name,
        value.items.flatMap((item) => (item.k === 'const' ? [item.v] : [])),
      );
  }
  return constants;
}
