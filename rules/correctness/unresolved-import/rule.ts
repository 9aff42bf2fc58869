import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { isBeside } from '../../../src/rulekit/dependencies.ts';
import { importedFiles } from '../../../src/rulekit/imported.ts';
import {
  defineProjectRule,
  FILE_START,
  type Found,
  type Project,
  type UnresolvedImport,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const missing = eachApplicationFile(project, 'unresolved-imports', ({ path }, of) =>
    isBeside(path) ? [] : of.unresolvedImports(path),
  );
  const byCause = Map.groupBy(missing, ({ target, name, module }) => `${target} ${name === null ? module : ''}`);
  return [...byCause.values()].flatMap((sites) => foundOf(project, sites));
});

/** One finding for what one module does not have, whoever asks it for that. */
function foundOf(project: Project, sites: readonly UnresolvedImport[]): Found[] {
  const imported = importedFiles(project);
  const [first] = sites.toSorted((a, b) => Number(imported.has(b.at.path)) - Number(imported.has(a.at.path)));
  if (!first) return [];
  const { module, name, target, at, lazy } = first;
  const names = new Set(sites.map((site) => site.name));
  const similar = names.size === 1 ? first.similar : null;
  const elsewhere = names.size === 1 ? first.elsewhere : null;
  const variant = name === null ? 'module' : similar !== null ? 'similar' : elsewhere !== null ? 'elsewhere' : null;
  return [
    {
      at,
      subject: module,
      symbol: '',
      // What nobody imports does not fail, unless it is a program of its own.
      ...(!sites.some((site) => imported.has(site.at.path)) && { severity: 'minor' }),
      ...(lazy && { confidence: 'medium' }),
      ...(variant !== null && { variant }),
      values: { module, name: name ?? '', target, similar: similar ?? '', elsewhere: elsewhere ?? '' },
      parts: sites.map((site) => ({
        subject: `${site.at.path} ${site.name ?? site.module}`,
        label: site.name ?? site.at.path,
        at: site.at,
      })),
      related: [
        { path: target, span: FILE_START, note: 'target', values: { target } },
        ...sites
          .filter((site) => site !== first)
          .slice(0, 7)
          .map((site) => ({ ...site.at, note: 'site', values: { name: site.name ?? module } })),
      ],
    },
  ];
}
