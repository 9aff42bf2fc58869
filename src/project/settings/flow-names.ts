/** Flow through names: variables, parameters, attributes of settings. */
import type { Expr } from '../../model/python.ts';
import { argument } from '../../model/python-walk.ts';
import type { Flow } from '../../model/settings.ts';
import { describe } from '../describe.ts';
import { deeper } from '../effort.ts';
import { attributeOf, inside, resolve, type Site, type Target } from '../resolve.ts';
import { type ClassTarget, instanceClass } from '../types.ts';
import { type Asked, lastAssigned } from './assigned.ts';
import { callersOf } from './callers.ts';
import { isTruthy } from './constants.ts';
import { functionResult } from './flow-calls.ts';
import { lineageOf, prefixOf, settingsKind, variablesOf } from './settings-class.ts';
import { follow, join, UNKNOWN, underEnvironment, type Walk } from './walk.ts';

/** The value of what a name means where `expr` at `site` says it. */
export function nameFlow(walk: Walk, site: Site, expr: Expr & { k: 'name' }): Flow {
  const target = resolve(walk.db, site, expr);
  const isOwn =
    target.kind === 'variable' && target.site.path === site.path && target.site.within.at(-1) === site.within.at(-1);
  return targetFlow(walk, target, { name: expr.id, before: isOwn ? expr.s : Number.POSITIVE_INFINITY });
}

function targetFlow(walk: Walk, target: Target, asked: Asked): Flow {
  if (target.kind !== 'variable') return UNKNOWN;
  const scope = target.site.within.at(-1);
  const { name } = asked;
  if (scope?.k === 'class') {
    const owner: ClassTarget = { kind: 'class', site: parentOf(target.site), def: scope };
    return fieldFlow(walk, owner, name);
  }
  const body = scope?.body ?? walk.db.facts(target.site.path)?.python?.body ?? [];
  const found = assignedFlow(walk, target.site, { body, asked });
  if (found) return named(found, name);
  const parameter = target.bindings.find((binding) => binding.kind === 'parameter');
  if (parameter?.kind !== 'parameter') return named(UNKNOWN, name);
  return parameterFlow(walk, target.site, { name, parameter });
}

interface Scope {
  readonly body: Parameters<typeof lastAssigned>[0];
  readonly asked: Asked;
}

/** `null`: nothing is assigned to the name before it is asked for. */
function assignedFlow(walk: Walk, site: Site, { body, asked }: Scope): Flow | null {
  const inner: Walk = { ...walk, effort: deeper(walk.effort) };
  const tests: Flow[] = [];
  const last = lastAssigned(body, asked, (test) => {
    const decided = follow(inner, site, test);
    tests.push(decided);
    return decided.value === undefined ? undefined : isTruthy(decided.value);
  });
  if (last === null) return null;
  const variables = tests.flatMap((test) => test.variables);
  const found = last.kind === 'value' ? follow(inner, site, last.v) : UNKNOWN;
  return { ...found, variables: [...new Set([...found.variables, ...variables])] };
}

/** A parameter has the value that the callers give it; where they differ it has none, where nobody calls its default. */
function parameterFlow(
  walk: Walk,
  site: Site,
  { name, parameter }: { readonly name: string; readonly parameter: { readonly default: Expr | null } },
): Flow {
  const def = site.within.at(-1);
  if (def?.k !== 'def') return UNKNOWN;
  const known = walk.bound.get(def);
  const outer = parentOf(site);
  const fallback = () => (parameter.default ? follow(walk, outer, parameter.default) : UNKNOWN);
  if (known) return known.get(name) ?? fallback();
  const index = positionOf(def, name);
  const given = callersOf(walk.db, site.path, def).map(({ call, site: at }) => {
    const value = argument(call, index < 0 ? call.args.length : index, name);
    // A caller that is a call of itself, or of many others, ends by the effort.
    return value ? follow({ ...walk, effort: deeper(walk.effort) }, at, value) : fallback();
  });
  const [first] = given;
  if (first === undefined) return fallback();
  const same = given.every(({ value }) => JSON.stringify(value) === JSON.stringify(first.value));
  return same ? join(given, first.value) : { ...join(given, undefined), at: null };
}

function positionOf(
  def: { readonly params: readonly { readonly name: string; readonly kind: string }[] },
  name: string,
): number {
  const names = def.params.filter(({ kind }) => kind === 'positional' || kind === 'normal').map((param) => param.name);
  return (/^(self|cls)$/.test(names[0] ?? '') ? names.slice(1) : names).indexOf(name);
}

/** `settings.X`, `module.X`, `Config.X`, `self.x`. */
export function attributeFlow(walk: Walk, site: Site, expr: Expr & { k: 'attr' }): Flow {
  const target = resolve(walk.db, site, expr);
  if (target.kind === 'variable')
    return targetFlow(walk, target, { name: expr.name, before: Number.POSITIVE_INFINITY });
  const owner = instanceClass(walk.db, site, expr.obj) ?? ownClass(site, expr.obj);
  if (owner) return fieldFlow(walk, owner, expr.name);
  // `Environment.PRODUCTION.value`, `settings.secret.get_secret_value`
  if (expr.name === 'value') return follow(walk, site, expr.obj);
  return UNKNOWN;
}

function ownClass(site: Site, expr: Expr): ClassTarget | null {
  if (expr.k !== 'name' || !/^(self|cls)$/.test(expr.id)) return null;
  const index = site.within.findLastIndex((def) => def.k === 'class');
  const def = site.within[index];
  return def?.k === 'class'
    ? { kind: 'class', site: { path: site.path, within: site.within.slice(0, index) }, def }
    : null;
}

/** A field of a class: as the environment sets it, else its default, a property's result, or what `__init__` gives it. */
function fieldFlow(walk: Walk, owner: ClassTarget, name: string): Flow {
  const inner: Walk = { ...walk, effort: deeper(walk.effort) };
  const member = attributeOf(walk.db, owner, name);
  if (member.kind === 'function') {
    const isProperty = member.def.decorators.some((decorator) =>
      /property$/.test(describe(decorator).replace(/\(.*/, '')),
    );
    return isProperty ? named(functionResult(inner, member, null), name) : UNKNOWN;
  }
  if (member.kind !== 'variable') return named(initFlow(inner, owner, name), name);
  const scope = member.site.within.at(-1);
  if (scope?.k !== 'class') return UNKNOWN;
  const declared = member.bindings.findLast((binding) => binding.kind === 'value');
  const value = declared?.kind === 'value' ? declared.value : null;
  const type = declared?.kind === 'value' && declared.annotation ? describe(declared.annotation) : null;
  const asked = { name, before: Number.POSITIVE_INFINITY };
  const otherwise = assignedFlow(inner, member.site, { body: scope.body, asked }) ?? UNKNOWN;
  if (settingsKind(walk.db, owner) !== 'pydantic') return named(otherwise, name);
  const variables = variablesOf(walk.db, owner, { name, value, prefix: prefixOf(walk.db, owner) });
  return named(underEnvironment(walk.env, variables, { type, otherwise }), name);
}

/** `self.x = …` in `__init__`. */
function initFlow(walk: Walk, owner: ClassTarget, name: string): Flow {
  for (const { site, def } of lineageOf(walk.db, owner)) {
    const init = def.body.find(
      (stmt) => stmt.k === 'def' && /^__(init|post_init)__$|^model_post_init$/.test(stmt.name),
    );
    if (init?.k !== 'def') continue;
    const at = inside(inside(site, def), init);
    const asked = { name: `self.${name}`, before: Number.POSITIVE_INFINITY };
    const found = assignedFlow(walk, at, { body: init.body, asked });
    if (found === null) continue;
    if (found.value !== undefined || found.variables.length > 0) return found;
  }
  return UNKNOWN;
}

function named(found: Flow, name: string): Flow {
  return { ...found, through: [name, ...found.through.filter((one) => one !== name)] };
}

function parentOf(site: Site): Site {
  return { path: site.path, within: site.within.slice(0, -1) };
}
