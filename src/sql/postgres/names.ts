/** Names in PostgreSQL's trees. */
import type { Node, RangeVar } from 'libpg-query';
import { HOLE } from '../../model/sql.ts';

/** `null` for a name that is not there or not known. */
export function known(name: string | undefined): string | null {
  return name === undefined || name === '' || name.includes(HOLE) ? null : name;
}

/** `schema.table`; the default schema and one that is not known are left out. `null`: unknown. */
export function tableOf(relation: RangeVar | undefined): string | null {
  return qualified([relation?.schemaname ?? '', relation?.relname ?? '']);
}

/** The same of a list of strings, as types and dropped objects have. */
export function objectName(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if ('List' in node) return qualified(texts(node.List.items));
  if ('TypeName' in node) return qualified(texts(node.TypeName.names));
  return null;
}

export function qualified(parts: readonly string[]): string | null {
  const name = known(parts.at(-1));
  const schema = known(parts.at(-2));
  return name === null || schema === null || schema === 'public' ? name : `${schema}.${name}`;
}

/** The strings of a list. */
export function texts(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
}
