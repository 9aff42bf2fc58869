import {
  type ClassDef,
  codeOf,
  defineProjectRule,
  dottedName,
  type Expr,
  type Found,
  type FunctionDef,
  placeIn,
  type Site,
  type SourceFile,
  type Stmt,
  statementsOf,
} from '../../../src/rulekit/index.ts';
import { type Race, racesIn } from '../../../src/rulekit/races.ts';

export default defineProjectRule(({ project }) =>
  project.eachFile('python', 'unlocked-state', (file, of) => {
    if (of.layerOf(file.path) === 'test') return [];
    const shared = new Set(
      (file.facts.python?.body ?? []).flatMap((stmt) => (isDictionary(stmt) ? targetsOf(stmt) : [])),
    );
    return codeOf(file).functions.flatMap((site) => {
      if (!site.def.async) return [];
      const owner = site.within.at(-1);
      const names = owner?.k === 'class' ? new Set([...shared, ...fieldsOf(owner)]) : shared;
      const races = names.size === 0 ? [] : racesIn(site.def, names, methodsOf(owner));
      return races.slice(0, 1).map((race) => foundOf(file, site, race));
    });
  }),
);

/** Objects of these lives are shared by the requests that use them at once. */
const LASTING =
  /(Service|Manager|Store|Storage|Registry|Hub|Pool|Coordinator|Orchestrator|Engine|Client|Provider|Repository|Broker|Gateway|Scheduler|Limiter|Router)$/;

/** The dictionaries that the constructor of such a class makes: `self.active_buffers`. */
function fieldsOf(owner: ClassDef): string[] {
  if (!LASTING.test(owner.name) || /mock|fake|dummy/i.test(owner.name)) return [];
  const init = owner.body.find((stmt): stmt is FunctionDef => stmt.k === 'def' && stmt.name === '__init__');
  return statementsOf(init?.body ?? []).flatMap((stmt) => (isDictionary(stmt) ? targetsOf(stmt) : []));
}

function isDictionary(stmt: Stmt): boolean {
  if (stmt.k !== 'assign' || !stmt.v) return false;
  return (
    stmt.v.k === 'dict' ||
    (stmt.v.k === 'call' && /^(dict|OrderedDict|collections\.OrderedDict)$/.test(dottedName(stmt.v.fn) ?? ''))
  );
}

/** A cache that is filled twice has only worked twice. */
function targetsOf(stmt: Stmt): string[] {
  const targets: readonly Expr[] = stmt.k === 'assign' ? stmt.targets : [];
  return targets.flatMap((target) => dottedName(target) ?? []).filter((name) => !/cache|memo/i.test(name));
}

function methodsOf(owner: FunctionDef | ClassDef | undefined): ReadonlyMap<string, FunctionDef> {
  const methods = owner?.k === 'class' ? owner.body.flatMap((stmt) => (stmt.k === 'def' ? [stmt] : [])) : [];
  return new Map(methods.map((def) => [def.name, def]));
}

function foundOf(file: SourceFile, { symbol }: Site, { state, key, check, wait, set }: Race): Found {
  const values = { function: symbol, state, key, lock: state.startsWith('self.') ? 'self._lock' : '_lock' };
  return {
    at: placeIn(file, check),
    subject: state,
    symbol,
    values,
    related: [
      { ...placeIn(file, wait), note: 'wait', values },
      ...(set ? [{ ...placeIn(file, set), note: 'set', values }] : []),
    ],
  };
}
