/** Fields of models that hold credentials, and whether showing the model shows them. */
import { dottedName } from '../../model/python-walk.ts';
import { type Db, query } from '../db.ts';
import { describe } from '../describe.ts';
import { attributeOf, resolve } from '../resolve.ts';
import type { ClassTarget } from '../types.ts';
import { sensitiveKind } from './sensitive-names.ts';

/** shown: text. hidden: a type that masks itself. other: a flag, a number, a function. */
export function fieldKind(db: Db, owner: ClassTarget, name: string): 'shown' | 'hidden' | 'other' | null {
  const member = attributeOf(db, owner, name);
  if (member.kind === 'function')
    return member.def.decorators.some((one) => /property$/.test(describe(one))) ? 'shown' : 'other';
  const binding = member.kind === 'variable' ? member.bindings.at(-1) : undefined;
  if (binding?.kind !== 'value') return null;
  const type = binding.annotation ? describe(binding.annotation) : '';
  if (/Secret/.test(type)) return 'hidden';
  if (/\b(bool|int|float|datetime|timedelta)\b/.test(type)) return 'other';
  const { value } = binding;
  const cast = value?.k === 'call' ? value.kw.find((keyword) => keyword.name === 'cast')?.v : undefined;
  return cast && /Secret$/.test(dottedName(cast) ?? '') ? 'hidden' : 'shown';
}

/** The field that makes a whole model unfit for a log, or `null`: only pydantic models and data classes show their fields. */
export function secretField(db: Db, owner: ClassTarget): string | null {
  return db.get(shownSecrets, owner.site.path).get(owner.def.s) ?? ofClass(db, owner, 0);
}

/** By the offset of the class; those of module level only. */
const shownSecrets = query<ReadonlyMap<number, string>>('shown-secrets', (db, path) => {
  const found = new Map<number, string>();
  for (const def of db.facts(path)?.python?.body ?? []) {
    const field = def.k === 'class' ? ofClass(db, { kind: 'class', site: { path, within: [] }, def }, 0) : null;
    if (field !== null) found.set(def.s, field);
  }
  return found;
});

function ofClass(db: Db, owner: ClassTarget, depth: number): string | null {
  const { def, site } = owner;
  const isOwnWay = def.body.some((stmt) => stmt.k === 'def' && /^__(repr|str)(_args)?__$/.test(stmt.name));
  if (isOwnWay || depth > MAX_BASES || !showsFields(db, owner, 0)) return null;
  for (const stmt of def.body) {
    if (stmt.k !== 'assign' || !stmt.annotation) continue;
    const [target] = stmt.targets;
    if (target?.k !== 'name' || sensitiveKind(target.id) === null || target.id.endsWith('_url')) continue;
    const isHidden =
      stmt.v?.k === 'call' && stmt.v.kw.some(({ name, v }) => name === 'repr' && describe(v) === 'False');
    if (!isHidden && !/Secret|bool|int/.test(describe(stmt.annotation))) return target.id;
  }
  for (const base of def.bases) {
    const target = resolve(db, site, base);
    const inherited = target.kind === 'class' && target.def !== def ? ofClass(db, target, depth + 1) : null;
    if (inherited !== null) return inherited;
  }
  return null;
}

const MAX_BASES = 6;
const SHOWING = /^(pydantic|pydantic_settings|sqlmodel)(\.\w+)*\.(BaseModel|BaseSettings|SQLModel)$/;

/** Its `repr` names every field: a data class, or a model of pydantic. */
function showsFields(db: Db, { def, site }: ClassTarget, depth: number): boolean {
  if (depth > MAX_BASES) return false;
  if (def.decorators.some((decorator) => /(^|\.)dataclass\b/.test(describe(decorator)))) return true;
  return def.bases.some((base) => {
    const target = resolve(db, site, base);
    if (target.kind === 'external') return SHOWING.test(target.dotted);
    return target.kind === 'class' && target.def !== def && showsFields(db, target, depth + 1);
  });
}
