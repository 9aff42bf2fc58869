/** Classes of settings: which they are, and which environment variables set their fields. */
import type { Call, ClassDef, Expr } from '../../model/python.ts';
import { keywordArgument } from '../../model/python-walk.ts';
import { evaluate } from '../constants.ts';
import type { Db } from '../db.ts';
import { externalName, inside, resolve, type Site } from '../resolve.ts';
import type { ClassTarget } from '../types.ts';

const BASE_SETTINGS = /^(pydantic|pydantic_settings|fastapi_settings|pydantic_settings_\w+)(\.\w+)*\.\w*BaseSettings$/;
const NAMED = /(Settings|Config|Configuration)$|^(Settings|Config|Configuration)([A-Z]|$)/;
const MAX_BASES = 12;

/** The class and those of the repository that it extends, the nearest first. */
export function lineageOf(db: Db, target: ClassTarget): readonly ClassTarget[] {
  const found: ClassTarget[] = [target];
  for (let i = 0; i < found.length && found.length < MAX_BASES; i++) {
    const { site, def } = found[i] ?? target;
    for (const base of def.bases) {
      const resolved = resolve(db, site, base.k === 'sub' ? base.obj : base);
      if (resolved.kind === 'class' && !found.some((one) => one.def === resolved.def)) found.push(resolved);
    }
  }
  return found;
}

/** `pydantic`: its fields are variables of the environment by themselves. `class`: it is called settings or configuration. */
export function settingsKind(db: Db, target: ClassTarget): 'pydantic' | 'class' | null {
  const lineage = lineageOf(db, target);
  if (
    lineage.some(({ site, def }) => def.bases.some((base) => BASE_SETTINGS.test(externalName(db, site, base) ?? '')))
  ) {
    return 'pydantic';
  }
  return NAMED.test(target.def.name) ? 'class' : null;
}

/** Upper-case names of the variables that set the field `name` of a pydantic class; `value` is its default as written. */
export function variablesOf(
  db: Db,
  target: ClassTarget,
  { name, value, prefix }: { readonly name: string; readonly value: Expr | null; readonly prefix: string },
): readonly string[] {
  const named = value?.k === 'call' ? namesGiven(db, inside(target.site, target.def), value) : [];
  const names = named.length > 0 ? named : [`${prefix}${name}`];
  return names.map((one) => one.toUpperCase());
}

/** `Field(env="X")`, `Field(validation_alias=AliasChoices("X", "Y"))`, `Field(alias="X")`. */
function namesGiven(db: Db, site: Site, call: Call): readonly string[] {
  for (const key of ['env', 'validation_alias', 'alias']) {
    const given = keywordArgument(call, key);
    if (given === undefined) continue;
    const items = given.k === 'call' ? given.args : given.k === 'list' || given.k === 'tuple' ? given.items : [given];
    const names = items.map((item) => evaluate(db, site, item)).filter((item) => typeof item === 'string');
    if (names.length > 0) return names;
  }
  return [];
}

/** `model_config = SettingsConfigDict(env_prefix="APP_")`, or the older `class Config: env_prefix = "APP_"`. */
export function prefixOf(db: Db, target: ClassTarget): string {
  for (const one of lineageOf(db, target)) {
    const given = prefixIn(one.def);
    if (given === null) continue;
    const prefix = evaluate(db, inside(one.site, one.def), given);
    return typeof prefix === 'string' ? prefix : '';
  }
  return '';
}

function prefixIn(def: ClassDef): Expr | null {
  for (const stmt of def.body) {
    if (stmt.k === 'class' && stmt.name === 'Config') {
      for (const inner of stmt.body) {
        const isPrefix = inner.k === 'assign' && inner.targets.some((t) => t.k === 'name' && t.id === 'env_prefix');
        if (isPrefix && inner.v) return inner.v;
      }
    }
    if (stmt.k !== 'assign' || !stmt.targets.some((t) => t.k === 'name' && t.id === 'model_config')) continue;
    if (stmt.v?.k === 'call') return keywordArgument(stmt.v, 'env_prefix') ?? null;
    if (stmt.v?.k === 'dict') {
      const entry = stmt.v.items.find(([key]) => key?.k === 'str' && key.v === 'env_prefix');
      if (entry) return entry[1];
    }
  }
  return def.keywords.find(({ name }) => name === 'env_prefix')?.v ?? null;
}
