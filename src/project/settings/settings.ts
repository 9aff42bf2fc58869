/** Every setting of the repository: fields of settings classes, module-level variables that read the environment. */
import type { ClassDef, Expr, Stmt } from '../../model/python.ts';
import { definitionsIn, expressionsIn, statementsOf } from '../../model/python-walk.ts';
import type { Setting, SettingDefault, SettingGuard, Settings } from '../../model/settings.ts';
import { type Place, type Range, spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { purposeOfName } from '../deployment/purpose.ts';
import { describe } from '../describe.ts';
import { inside, type Site } from '../resolve.ts';
import { isTestPath } from '../routes/frameworks.ts';
import type { ClassTarget } from '../types.ts';
import { envRead } from './env-read.ts';
import { flowOf } from './flow.ts';
import { guardElsewhere, guardInClass } from './guards.ts';
import { lineageOf, prefixOf, settingsKind, variablesOf } from './settings-class.ts';

const NO_ENVIRONMENT = new Map<string, string | null>();

/** The settings that one file declares, without the checks of other files. */
const settingsOfFile = query<readonly Setting[]>('settings-of-file', (db, path) => {
  const body = db.facts(path)?.python?.body ?? [];
  const classes = definitionsIn(body).flatMap(({ def, within }) =>
    def.k === 'class' ? fieldsOf(db, { kind: 'class', site: { path, within }, def }) : [],
  );
  return [...variablesIn(db, path, body), ...classes];
});

export const settingsQuery = query<Settings>('settings', (db) => {
  const files = db.paths().filter((path) => path.endsWith('.py') && !isTestPath(path));
  return { fields: files.flatMap((path) => db.get(settingsOfFile, path)) };
});

/** The check that refuses or replaces the default of a setting; asked for each of the few that matter. */
export function guardOf(db: Db, setting: Setting): SettingGuard | null {
  if (setting.guard) return setting.guard;
  const { name, variables } = setting;
  const fallback = setting.default.kind === 'constant' ? setting.default.value : null;
  return guardElsewhere(db, { name, variables, fallback }) ?? overriddenIn(db, setting);
}

/** `class ProductionConfig(Config): SECRET_KEY = os.environ["SECRET_KEY"]` */
function overriddenIn(db: Db, { name, owner, at, kind }: Setting): SettingGuard | null {
  if (owner === '' || kind === 'variable') return null;
  const others = db
    .get(settingsQuery)
    .fields.filter((other) => other.name === name && other.purpose === 'production' && other.owner !== owner);
  const override = others.find((other) => other.default.kind !== 'constant' && other.at.path === at.path);
  return override ? { kind: 'overrides', at: override.at } : null;
}

function fieldsOf(db: Db, owner: ClassTarget): readonly Setting[] {
  const kind = settingsKind(db, owner);
  if (kind === null) return [];
  const site = inside(owner.site, owner.def);
  const found = new Map<string, Setting>();
  const purpose = purposeOfClass(db, owner);
  const prefix = kind === 'pydantic' ? prefixOf(db, owner) : '';
  for (const { name, stmt, at } of declarationsIn(owner.def, site)) {
    if (kind === 'pydantic' && name === 'model_config') continue;
    const type = stmt.annotation ? describe(stmt.annotation) : null;
    const own = kind === 'pydantic' ? variablesOf(db, owner, { name, value: stmt.v, prefix }) : [];
    const set = settingOf(db, at, { name, value: stmt.v, range: stmt, own });
    const guard =
      set.default.kind === 'constant'
        ? guardInClass(db, owner, { name, variables: set.variables, fallback: set.default.value })
        : null;
    found.set(name, { ...set, owner: owner.def.name, kind, type, guard, purpose });
  }
  return [...found.values()];
}

/** The name of the class, or of one it extends: `DevelopmentConfig`, `Local(TestConfig)`. */
function purposeOfClass(db: Db, owner: ClassTarget): Setting['purpose'] {
  const own = purposeOfName(owner.def.name);
  if (own !== null) return own;
  for (const { def } of lineageOf(db, owner)) {
    const inherited = purposeOfName(def.name);
    if (inherited !== null) return inherited;
  }
  return null;
}

interface Declaration {
  readonly name: string;
  readonly stmt: Stmt & { k: 'assign' };
  readonly at: Site;
}

/** `X = …` and `X: type = …` of the class body, `self.x = …` of its `__init__`. */
function declarationsIn(def: ClassDef, site: Site): readonly Declaration[] {
  const found: Declaration[] = [];
  for (const stmt of statementsOf(def.body)) {
    const [target] = stmt.k === 'assign' && !stmt.op ? stmt.targets : [];
    if (stmt.k === 'assign' && target?.k === 'name') found.push({ name: target.id, stmt, at: site });
    if (stmt.k !== 'def' || stmt.name !== '__init__') continue;
    for (const inner of statementsOf(stmt.body)) {
      const [field] = inner.k === 'assign' ? inner.targets : [];
      if (inner.k === 'assign' && field?.k === 'attr' && field.obj.k === 'name' && field.obj.id === 'self') {
        found.push({ name: field.name, stmt: inner, at: inside(site, stmt) });
      }
    }
  }
  return found;
}

function variablesIn(db: Db, path: string, body: readonly Stmt[]): readonly Setting[] {
  const site: Site = { path, within: [] };
  return statementsOf(body).flatMap((stmt) => {
    const [target] = stmt.k === 'assign' && !stmt.op ? stmt.targets : [];
    if (stmt.k !== 'assign' || target?.k !== 'name' || !stmt.v || !readsEnvironment(db, site, stmt.v)) return [];
    const set = settingOf(db, site, { name: target.id, value: stmt.v, range: stmt, own: [] });
    const type = stmt.annotation ? describe(stmt.annotation) : null;
    return [{ ...set, owner: '', kind: 'variable', type, guard: null, purpose: null } as const];
  });
}

function readsEnvironment(db: Db, site: Site, value: Expr): boolean {
  return expressionsIn(value).some(
    (expr) =>
      (expr.k === 'call' && envRead(db, site, expr) !== null) ||
      (expr.k === 'sub' && describe(expr.obj) === 'os.environ'),
  );
}

interface Declared {
  readonly name: string;
  readonly value: Expr | null;
  readonly range: Range;
  readonly own: readonly string[];
}

function settingOf(
  db: Db,
  site: Site,
  { name, value, range, own }: Declared,
): Pick<Setting, 'name' | 'variables' | 'default' | 'at'> {
  const at = placeOf(db, site, range);
  const none = value === null || (value.k === 'const' && value.v === '...');
  if (none) return { name, variables: own, default: { kind: 'required' }, at };
  const found = flowOf(db, site, value, NO_ENVIRONMENT);
  const variables = own.length > 0 ? own : found.variables;
  return { name, variables, default: defaultOf(value, found, at), at };
}

function defaultOf(value: Expr, found: ReturnType<typeof flowOf>, at: Place): SettingDefault {
  if (found.value !== undefined) return { kind: 'constant', value: found.value, at: found.at ?? at };
  const [first] = value.k === 'call' ? value.args : [];
  const isRequired =
    (value.k === 'sub' && found.variables.length > 0) ||
    (value.k === 'call' &&
      (first === undefined || (first.k === 'const' && first.v === '...')) &&
      !hasFallback(value)) ||
    (value.k === 'call' && value.args.length === 1 && found.variables.length > 0 && !hasFallback(value));
  return isRequired ? { kind: 'required' } : { kind: 'unknown' };
}

function hasFallback(call: Expr & { k: 'call' }): boolean {
  return call.kw.some(({ name }) => name === 'default' || name === 'default_factory');
}

function placeOf(db: Db, site: Site, range: Range): Place {
  return { path: site.path, span: spanOf(db.facts(site.path)?.lineStarts ?? [0], range) };
}
