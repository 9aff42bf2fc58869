/** When two names are those of one table or column. */

/** Names are cut at 63 bytes by PostgreSQL, and folded by databases that fold. */
export function columnKey(name: string): string {
  return name.toLowerCase().slice(0, 63);
}

export function keyOf(name: string): string {
  return name.toLowerCase();
}

/** Without the schema. */
export function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The same table: also where one side leaves the schema out, as a search path or `include_schemas` does. */
export function sameTable(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase().slice(0, 127), b.toLowerCase().slice(0, 127)];
  return left === right || (bareName(left) === bareName(right) && (!left.includes('.') || !right.includes('.')));
}

/** The table of a name; one that is written in full comes before one that leaves the schema out. */
export function findTable<T extends { readonly name: string }>(tables: readonly T[], name: string): T | undefined {
  const key = keyOf(name);
  return tables.find((table) => keyOf(table.name) === key) ?? tables.find((table) => sameTable(table.name, name));
}
