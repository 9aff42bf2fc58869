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
  const seen = new Map(found.map((stray) => [`${stray.column.at.path} ${labelOf(stray)} ${stray.by}`, stray]));
  const groups = Map.groupBy(seen.values(), ({ by }) => by);
  return [...groups.values()].flatMap(finding);
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

/** The same habit all over a project is one finding. */
function finding(all: readonly Stray[]): Found[] {
  const [first] = all;
  if (!first) return [];
  const { column, literal, allowed, by } = first;
  return [
    {
      at: { path: column.at.path, span: column.at.span },
      subject: by,
      symbol: '',
      ...(by === 'default' ? {} : { variant: 'server' }),
      values: { column: labelOf(first), literal, allowed: allowed.slice(0, 12), meant: meantBy(first), keyword: by },
      parts: all.map((stray) => ({
        subject: `${labelOf(stray)} ${stray.literal}`,
        label: labelOf(stray),
        at: { path: stray.column.at.path, span: stray.column.at.span },
      })),
      related: all.slice(1, 9).map((stray) => ({
        path: stray.column.at.path,
        span: stray.column.at.span,
        note: 'also',
        values: { column: labelOf(stray), literal: stray.literal, meant: meantBy(stray) },
      })),
    },
  ];
}

function labelOf({ table, column }: Stray): string {
  return `${(column.inheritedFrom ?? table.symbol) || table.name}.${column.attribute ?? column.name}`;
}

/** The stored text that differs in letter case only, or the first. */
function meantBy({ allowed, literal }: Stray): string {
  return allowed.find((value) => value.toLowerCase() === literal.toLowerCase()) ?? allowed[0] ?? '';
}
