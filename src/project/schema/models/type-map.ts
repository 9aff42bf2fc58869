/** `type_annotation_map` of a declarative base, or of its registry. */
import type { Expr } from '../../../model/python.ts';
import type { ColumnType } from '../../../model/schema.ts';
import { type Db, query } from '../../db.ts';
import { inside, resolve, type Site } from '../../resolve.ts';
import { columnType, NO_TYPE } from '../columns/column-type.ts';
import { machine } from '../python/start-machine.ts';
import { ancestryOf } from './ancestry.ts';
import { parameterised, type TypeMap } from './annotation.ts';
import { classDefinition, ownValue } from './class-shape.ts';
import { LIBRARY_TYPES, libraryClass } from './library-classes.ts';

/** The map that holds for a class: types by what `readAnnotation` looks them up by. */
export const typeMapOf = query<TypeMap>('type-annotation-map', (db, key) => {
  const { classes, external } = db.get(ancestryOf, key);
  const isAdvanced = external.some((one) => libraryClass(one)?.base);
  const types = new Map<string, ColumnType>(isAdvanced ? LIBRARY_TYPES : []);
  for (const one of classes.toReversed()) {
    const found = classDefinition(db, one);
    if (!found) continue;
    const site = inside({ path: found.path, within: [] }, found.def);
    const own = ownValue(found.def, 'type_annotation_map') ?? fromRegistry(ownValue(found.def, 'registry'));
    if (own) read(db, site, own, types);
  }
  return types;
});

function fromRegistry(expr: Expr | null): Expr | null {
  return (expr?.k === 'call' && expr.kw.find(({ name }) => name === 'type_annotation_map')?.v) || null;
}

function read(db: Db, site: Site, written: Expr, types: Map<string, ColumnType>): void {
  let expr = written;
  if (expr.k !== 'dict') {
    const target = resolve(db, site, expr);
    const binding = target.kind === 'variable' ? target.bindings.at(-1) : undefined;
    if (binding?.kind !== 'value' || binding.value === null) return;
    expr = binding.value;
  }
  if (expr.k !== 'dict') return;
  const m = machine(db);
  const general = new Map<string, ColumnType>();
  for (const [key, value] of expr.items) {
    const name = key && nameOf(db, site, key.k === 'sub' ? key.obj : key);
    if (!name) continue;
    const type = columnType(m, m.evaluate(m, { vars: new Map(), site, parent: null }, value));
    types.set(key.k === 'sub' ? parameterised(name, key) : name, type);
    if (key.k === 'sub') general.set(name, isSame(general.get(name) ?? type, type) ? type : NO_TYPE);
  }
  for (const [name, type] of general) if (!types.has(name)) types.set(name, type);
}

function isSame(a: ColumnType, b: ColumnType): boolean {
  return a.family === b.family && a.text === b.text;
}

function nameOf(db: Db, site: Site, expr: Expr): string | null {
  const target = resolve(db, site, expr);
  if (target.kind === 'external') return target.dotted;
  if (target.kind === 'class') return `${target.site.path}#${target.def.name}`;
  return target.kind === 'variable' ? `${target.site.path}#${target.name}` : null;
}
