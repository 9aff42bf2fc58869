/** What the dependencies and decorators of a route are called, and what each of them does without credentials. */
import type { ClassDef, Param } from '../../model/python.ts';
import { dottedName } from '../../model/python-walk.ts';
import type { RouteDependency } from '../../model/routes.ts';
import { type Range, spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';
import { attributeOf, inside, resolve, type Site } from '../resolve.ts';
import { type FunctionValue, folded, type Value } from '../routes/values.ts';
import { dependencyIn } from './annotations.ts';
import { outcomeOfDecorator, outcomeOfWrapper } from './decorators.ts';
import {
  type Asker,
  type Named,
  nameOf,
  outcomeOfDependency,
  outcomeOfInstance,
  outcomeOfLibrary,
} from './dependencies.ts';
import type { Asking } from './follow.ts';
import { askerOf } from './functions.ts';
import { HARMLESS, type Outcome, REFUSES } from './values.ts';

type Access = Pick<RouteDependency, 'name' | 'authenticates' | 'signs' | 'opens'>;

export const ASKING: Asking = { role: 'dependency', depth: 1, args: {}, route: null };
/** How many bases of a class are looked at for what it depends on. */
const MAX_DEPTH = 6;

function accessBy(db: Db, { name, outcome }: Named): Access {
  const authenticates = outcome.refuses === 'yes' ? true : outcome.refuses === 'maybe' ? null : false;
  const signs = outcome.refuses === 'yes' && outcome.kind === 'signature';
  return { name, authenticates, ...(signs ? { signs: true as const } : {}), ...openingsOf(db, outcome) };
}

/** Where a guard lets everybody pass, as people see it. */
export function openingsOf(db: Db, { opens }: Outcome): Pick<RouteDependency, 'opens'> {
  if (opens.length === 0) return {};
  return {
    opens: opens.map(({ setting, path, at }) => ({
      setting,
      path,
      span: spanOf(db.facts(path)?.lineStarts ?? [0], at),
    })),
  };
}

/** A value of a `dependencies=[…]` list. */
export function nameDependency(db: Db, value: Value): Access {
  return accessBy(db, namedValue(askerOf(db), value));
}

/** The same with all that is known of it, for one route where `asking` names one. */
export function namedValue(by: Asker, value: Value, asking: Asking = ASKING): Named {
  switch (value.k) {
    case 'made': {
      const of = value.args[0] ?? value.kw.get('dependency');
      if (!/(^|\.)(Depends|Security)$/.test(value.dotted) || !of) {
        // `functools.update_wrapper(copy, get_user)`: what a library makes of a function is still that.
        const inner = value.args.findLast((arg) => arg.k === 'function');
        const named = { name: value.dotted, outcome: outcomeOfLibrary(value.dotted, null) };
        return inner && named.outcome.refuses === 'no' ? namedValue(by, inner, asking) : named;
      }
      const named = namedValue(by, of, asking);
      // Scopes are asked of somebody.
      const isTrusted = value.dotted.endsWith('Security') && (of.k === 'external' || of.k === 'unknown');
      return isTrusted ? { ...named, outcome: REFUSES } : named;
    }
    case 'external':
      return { name: value.dotted, outcome: outcomeOfLibrary(value.dotted, null) };
    case 'function':
      return { name: nameOf(by.db, value.site, value.def), outcome: by.ask(value.site, value.def, asking) };
    case 'instance': {
      const given = [...value.fields]
        .map(([name, field]) => [name, folded(field)] as const)
        .flatMap(([name, field]) => (field.k === 'const' ? [[name, field.v] as const] : []));
      const outcome = outcomeOfInstance(by, value, asking, new Map(given));
      return { name: nameOf(by.db, value.site, value.def), outcome };
    }
    case 'class': {
      const init = attributeOf(by.db, { kind: 'class', site: value.site, def: value.def }, '__init__');
      return {
        name: nameOf(by.db, value.site, value.def),
        outcome: init.kind === 'function' ? by.ask(init.site, init.def, asking) : HARMLESS,
      };
    }
    case 'method':
      return namedValue(by, { k: 'unknown', reason: value.name });
    default:
      return { name: 'unknown', outcome: { ...HARMLESS, refuses: 'maybe' } };
  }
}

/** The dependencies that a handler's own parameters and decorators bring. */
export function dependenciesOfHandler(db: Db, fn: FunctionValue): RouteDependency[] {
  const by = askerOf(db);
  const lineStarts = db.facts(fn.site.path)?.lineStarts ?? [0];
  const at = (range: Range) => ({ path: fn.site.path, span: spanOf(lineStarts, range) });
  const wrappers = fn.wrappers.map(
    ({ value, at: node }): RouteDependency => ({
      ...accessBy(db, namedWrapper(by, value)),
      from: 'wrapper',
      at: { path: node.path, span: spanOf(db.facts(node.path)?.lineStarts ?? [0], node.range) },
    }),
  );
  const decorators = fn.def.decorators.flatMap((decorator): RouteDependency[] => {
    const named = outcomeOfDecorator(by, fn.site, decorator);
    return named ? [{ ...accessBy(db, named), from: 'wrapper', at: at(decorator) }] : [];
  });
  const owner = fn.site.within.at(-1);
  const outer: Site = { path: fn.site.path, within: fn.site.within.slice(0, -1) };
  const ofClass = owner?.k === 'class' ? classDependencies(by, outer, owner, 0) : [];
  const own = ofClass.map(
    (named): RouteDependency => ({ ...accessBy(db, named), from: 'parameter', at: at(fn.def.head) }),
  );
  const params = fn.def.params.flatMap((param): RouteDependency[] => {
    const asked = dependencyIn(db, fn.site, param);
    const place = at(param.default ?? param.annotation ?? param);
    if (!asked) return isPrepared(fn, param) ? [{ ...accessBy(db, UNREAD), from: 'parameter', at: place }] : [];
    const named = outcomeOfDependency(by, asked.site, asked.expr, ASKING);
    return [{ ...accessBy(db, named), from: 'parameter', at: place }];
  });
  return [...own, ...wrappers, ...decorators, ...params];
}

const UNREAD: Named = { name: 'unknown', outcome: { ...HARMLESS, refuses: 'maybe' } };

/** `user = auth_deps["list"]` of a handler that a factory makes: a dependency that the factory chose. */
function isPrepared(fn: FunctionValue, { default: value }: Param): boolean {
  if (fn.site.within.at(-1)?.k !== 'def' || !value) return false;
  const isName = value.k === 'name' || value.k === 'attr';
  return value.k === 'sub' || (isName && /auth|user|perm|depend|guard/i.test(dottedName(value) ?? ''));
}

function namedWrapper(by: Asker, value: Value): Named {
  if (value.k === 'function')
    return { name: nameOf(by.db, value.site, value.def), outcome: outcomeOfWrapper(by, value.site, value.def, {}) };
  return namedValue(by, value);
}

/** What a class-based view asks for: `user = Depends(get_user)` in its body, parameters of `__init__`, and those of its bases. */
function classDependencies(by: Asker, site: Site, def: ClassDef, depth: number): Named[] {
  if (depth > MAX_DEPTH) return [];
  const body = inside(site, def);
  const own = def.body.flatMap((stmt): Named[] => {
    const params =
      stmt.k === 'def' && stmt.name === '__init__'
        ? stmt.params
        : stmt.k === 'assign'
          ? [{ default: stmt.v, annotation: stmt.annotation }]
          : [];
    return params.flatMap((param) => {
      const asked = dependencyIn(by.db, body, param);
      return asked ? [outcomeOfDependency(by, asked.site, asked.expr, ASKING)] : [];
    });
  });
  const inherited = def.bases.flatMap((base): Named[] => {
    const target = resolve(by.db, site, base.k === 'sub' ? base.obj : base);
    return target.kind === 'class' && target.def !== def
      ? classDependencies(by, target.site, target.def, depth + 1)
      : [];
  });
  return [...own, ...inherited];
}
