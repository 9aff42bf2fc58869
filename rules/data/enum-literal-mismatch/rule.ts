import { defineProjectRule, type Found, type ModelColumn, type ModelTable } from '../../../src/rulekit/index.ts';

interface Stray {
  readonly table: ModelTable;
  readonly column: ModelColumn;
  readonly literal: string;
  readonly allowed: readonly string[];
  readonly by: 'default' | 'server_default';
}

export default defineProjectRule(({ project }) => {
  const { models } = project.schema();
  const found = models.tables.filter(({ exempt }) => exempt === null).flatMap(straysOf);
  const groups = Map.groupBy(
    found,
    ({ table, column }) => `${column.at.path} ${column.inheritedFrom ?? table.symbol} ${column.name}`,
  );
  return [...groups.values()].flatMap((some): Found[] => {
    const [first] = some;
    return first ? [finding(first)] : [];
  });
});

function straysOf(table: ModelTable): Stray[] {
  return table.columns.flatMap((column): Stray[] => {
    const { enumeration, loose, family } = column.type;
    const stored = enumeration?.values ?? null;
    // Text with a list of values is checked by SQLAlchemy as well, but takes a server default as it is.
    if (!enumeration || stored === null || loose) return [];
    const strays: Stray[] = [];
    const written = column.defaultText;
    const { members } = enumeration;
    // A member of `class Status(str, Enum)` equals its value, so SQLAlchemy takes that too.
    const taken = members ? [...stored, ...(members.text ? members.values : [])] : stored;
    if (written !== undefined && !taken.includes(written) && (enumeration.pythonClass === null || members))
      strays.push({ table, column, literal: written, allowed: stored, by: 'default' });
    const literal = /^'([^']*)'(::[\w".]+)?$/.exec(column.serverDefault ?? '')?.[1];
    if (literal !== undefined && family === 'enum' && !stored.includes(literal))
      strays.push({ table, column, literal, allowed: stored, by: 'server_default' });
    return strays;
  });
}

function finding({ table, column, literal, allowed, by }: Stray): Found {
  const meant = allowed.find((value) => value.toLowerCase() === literal.toLowerCase());
  return {
    at: { path: column.at.path, span: column.at.span },
    subject: `${column.name} ${literal}`,
    symbol: column.inheritedFrom ?? table.symbol,
    ...(by === 'default' ? {} : { variant: 'server' }),
    values: {
      table: table.name,
      column: `${table.symbol || table.name}.${column.attribute ?? column.name}`,
      literal,
      allowed: allowed.slice(0, 12),
      meant: meant ?? allowed[0] ?? '',
      keyword: by,
    },
  };
}
