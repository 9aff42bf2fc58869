/** What identifies a `MetaData`: the variable, or the base class that made it, as `path#name`. */
import type { Expr } from '../../../model/python.ts';
import type { Db } from '../../db.ts';
import { inside, resolve, type Site, type Target } from '../../resolve.ts';
import { ancestryOf } from './ancestry.ts';
import { classDefinition, ownValue } from './class-shape.ts';
import { libraryClass } from './library-classes.ts';

const MAX_HOPS = 12;

/** The identity of the metadata that `expr` (`Base.metadata`, `metadata_obj`) stands for, or `null`. */
export function metadataKey(db: Db, site: Site, expr: Expr, hops = 0): string | null {
  if (hops > MAX_HOPS) return null;
  if (expr.k === 'attr' && (expr.name === 'metadata' || expr.name === 'metadatas'))
    return ofOwner(db, resolve(db, site, expr.obj), hops);
  const target = resolve(db, site, expr);
  return target.kind === 'variable' ? ofVariable(db, target, hops) : null;
}

function ofOwner(db: Db, target: Target, hops: number): string | null {
  if (target.kind === 'external') return ofExternal(target.dotted);
  if (target.kind === 'class') return metadataOfClass(db, `${target.site.path}#${target.def.name}`, hops + 1);
  return target.kind === 'variable' ? ofVariable(db, target, hops) : null;
}

function ofExternal(dotted: string): string | null {
  if (/(^|\.)SQLModel$/.test(dotted)) return 'sqlmodel.SQLModel';
  return dotted.endsWith('.orm_registry') ? 'advanced_alchemy.base.orm_registry' : (libraryClass(dotted)?.base ?? null);
}

/** The identity of the metadata of a class that is mapped or a base. */
export function metadataOfClass(db: Db, key: string, hops = 0): string | null {
  const { classes, root } = db.get(ancestryOf, key);
  for (const one of classes) {
    const found = classDefinition(db, one);
    const own = found && ownValue(found.def, 'metadata');
    // `metadata = None` declares the attribute that the library fills in.
    if (found && own && !(own.k === 'const' && own.v === null))
      return metadataKey(db, inside({ path: found.path, within: [] }, found.def), own, hops + 1) ?? one;
  }
  if (root === null || root.key !== null) return root?.kind === 'sqlmodel' ? root.name : (root?.key ?? null);
  const [path = '', name = ''] = root.name.split('#');
  return metadataKey(db, { path, within: [] }, { k: 'name', id: name, s: 0, e: 0 }, hops + 1) ?? root.name;
}

/** `Base = declarative_base(metadata=m)`, `metadata = Base.metadata`, `m = MetaData()`. */
function ofVariable(db: Db, target: Target & { kind: 'variable' }, hops: number): string | null {
  const binding = target.bindings.findLast((one) => one.kind === 'value' && one.value !== null);
  const own = `${target.site.path}#${target.name}`;
  if (binding?.kind !== 'value' || binding.value === null) return null;
  const value = binding.value;
  if (value.k === 'attr' || value.k === 'name') return metadataKey(db, target.site, value, hops + 1);
  if (value.k !== 'call') return null;
  const given = value.kw.find(({ name }) => name === 'metadata');
  return (given && metadataKey(db, target.site, given.v, hops + 1)) ?? own;
}
