import { importedByEnvironment } from '../../../src/rulekit/environment-imports.ts';
import {
  type Chain,
  defineProjectRule,
  FILE_START,
  type Found,
  type ModelTable,
  type Project,
} from '../../../src/rulekit/index.ts';
import { isAtHome } from '../../../src/rulekit/revisions.ts';

export default defineProjectRule(({ project }) =>
  project.schema().chains.flatMap((chain) => [...unseenModules(project, chain), ...otherBases(project, chain)]),
);

/** Modules with tables of the metadata that env.py compares with, which nothing imports while it runs. */
function unseenModules(project: Project, chain: Chain): readonly Found[] {
  const { env, metadata } = chain;
  const { chains, models } = project.schema();
  const tables = models.tables.filter(
    (table) =>
      table.exempt === null && isOf(table, metadata) && isAtHome(chain, table.at.path) && !isExcluded(chain, table),
  );
  const seen = env === null || tables.length === 0 ? null : importedByEnvironment(project, env);
  if (env === null || seen === null) return [];
  const imported = new Set(seen);
  // Where not one is seen, the way to them is not understood.
  if (!tables.some(({ at }) => imported.has(at.path))) return [];
  // Services with a base in common each have an env.py of their own.
  const others = chains.flatMap((one): readonly (string | null)[] => {
    const isOther = one.env !== null && one.env !== env && one.metadata.some((name) => metadata.includes(name));
    return isOther && one.env !== null ? (importedByEnvironment(project, one.env) ?? [null]) : [];
  });
  if (others.includes(null)) return [];
  const unseen = tables.filter(({ at }) => !imported.has(at.path) && !others.includes(at.path));
  return foundFor(unseen, { env, subject: chain.scriptLocation, values: { env } });
}

/** Tables of another declarative base that this chain creates: autogenerate takes them for tables to be dropped. */
function otherBases(project: Project, chain: Chain): readonly Found[] {
  const { env, metadata } = chain;
  const { chains, models } = project.schema();
  if (env === null || metadata.length === 0) return [];
  const elsewhere = new Set(chains.flatMap((one) => one.metadata));
  const created = new Set(chain.tables.filter(({ complete }) => complete).map(({ name }) => name));
  const known = new Set(models.tables.filter((table) => isOf(table, metadata)).map(({ name }) => name));
  const others = models.tables.filter(
    (table) =>
      table.exempt === null &&
      table.metadata !== null &&
      !elsewhere.has(table.metadata) &&
      // What a class derives from could not be told.
      table.metadata !== `${table.at.path}#${table.symbol}` &&
      created.has(table.name) &&
      !known.has(table.name) &&
      !isExcluded(chain, table),
  );
  return [...Map.groupBy(others, (table) => table.metadata ?? '')].flatMap(([base, tables]) =>
    foundFor(tables, {
      env,
      subject: `${chain.scriptLocation} ${base}`,
      variant: 'base',
      values: { env, base: base.slice(base.indexOf('#') + 1), home: base.slice(0, base.indexOf('#')) },
    }),
  );
}

function foundFor(
  tables: readonly ModelTable[],
  { env, ...found }: Pick<Found, 'subject' | 'values' | 'variant'> & { readonly env: string },
): readonly Found[] {
  if (tables.length === 0) return [];
  const modules = [...Map.groupBy(tables, ({ at }) => at.path)];
  return [
    {
      ...found,
      at: { path: env, span: FILE_START },
      symbol: '',
      parts: modules.flatMap(([path, [first]]) =>
        first ? [{ subject: path, label: first.name, at: { path, span: first.at.span }, code: importLine(path) }] : [],
      ),
      related: modules
        .flatMap(([path, some]) => {
          const [first] = some;
          return first
            ? [{ path, span: first.at.span, note: 'model', values: { tables: some.map(({ name }) => name) } }]
            : [];
        })
        .slice(0, 8),
    },
  ];
}

function importLine(path: string): string {
  const parts = path.replace(/(\/__init__)?\.py$/, '').split('/');
  const source = parts.findIndex((part) => part === 'src' || part === 'backend');
  return `import ${parts.slice(source + 1).join('.')}  # noqa: F401`;
}

function isOf(table: ModelTable, metadata: readonly string[]): boolean {
  return table.metadata !== null && metadata.includes(table.metadata);
}

function isExcluded({ excluded }: Chain, { name }: ModelTable): boolean {
  return excluded.includes(name) || excluded.includes(name.slice(name.lastIndexOf('.') + 1));
}
