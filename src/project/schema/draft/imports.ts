/** How the migrations of a chain import what they need: the newest one that does so is followed. */
import type { Import } from '../../../model/python.ts';
import type { Chain } from '../../../model/schema.ts';
import type { Db } from '../../db.ts';

/** Newest revisions that are looked at. */
const LOOKED_AT = 50;

/** The line that brings in a class of that name, or `null`. */
export function importLineOf(db: Db, chain: Chain, name: string): string | null {
  for (const { path } of chain.revisions.slice(-LOOKED_AT).reverse()) {
    for (const one of db.facts(path)?.python?.imports ?? []) {
      if (one.from === null || one.level > 0) continue;
      if (one.names.some((each) => (each.as ?? each.name) === name)) return `from ${one.from} import ${name}`;
    }
  }
  return null;
}

/** An import statement as text. */
export function importText({ from, level, names }: Import): string {
  const list = names.map(({ name, as }) => (as === null ? name : `${name} as ${as}`)).join(', ');
  return from === null && level === 0 ? `import ${list}` : `from ${'.'.repeat(level)}${from ?? ''} import ${list}`;
}
