import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { isBeside } from '../../../src/rulekit/dependencies.ts';
import { importedFiles } from '../../../src/rulekit/imported.ts';
import {
  defineProjectRule,
  FILE_START,
  type Found,
  type Part,
  type UnresolvedImport,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const imported = importedFiles(project);
  const missing = eachApplicationFile(project, 'unresolved-imports', ({ path }, of) =>
    isBeside(path) ? [] : of.unresolvedImports(path),
  );
  // What fails is the module that is imported; the others are told together.
  const isLive = ({ at }: UnresolvedImport) => imported.has(at.path);
  const causes = [
    ...Map.groupBy(missing, ({ target, name, module }) => `${target} ${name === null ? module : ''}`).values(),
  ];
  const dead = causes.filter((sites) => !sites.some(isLive)).flat();
  const alone = new Set(dead.map(({ target }) => target)).size === 1;
  const live = causes
    .filter((sites) => sites.some(isLive))
    .flatMap((sites) => foundOf(sites.toSorted((a, b) => Number(isLive(b)) - Number(isLive(a)))));
  return [...live, ...(alone ? foundOf(dead).map((found): Found => ({ ...found, severity: 'minor' })) : deadOf(dead))];
});

/** One finding for what one module does not have, whoever asks it for that. */
function foundOf(sites: readonly UnresolvedImport[]): Found[] {
  const [first] = sites;
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
      ...(lazy && { confidence: 'medium' }),
      ...(variant !== null && { variant }),
      values: { module, name: name ?? '', target, similar: similar ?? '', elsewhere: elsewhere ?? '' },
      parts: sites.map((site) => partOf(site, site.name ?? site.at.path)),
      related: [
        { path: target, span: FILE_START, note: 'target', values: { target } },
        ...sites.slice(1, 8).map((site) => ({ ...site.at, note: 'site', values: { name: site.name ?? module } })),
      ],
    },
  ];
}

/** All that fails only in modules that nobody imports: one finding for the repository. */
function deadOf(sites: readonly UnresolvedImport[]): Found[] {
  const [first] = sites;
  if (!first) return [];
  const files = new Set(sites.map(({ at }) => at.path)).size;
  return [
    {
      at: first.at,
      subject: 'modules that nobody imports',
      symbol: '',
      severity: 'minor',
      variant: 'dead',
      values: { files, path: first.at.path },
      parts: sites.map((site) => partOf(site, nameOf(site))),
      related: sites.slice(1, 9).map((site) => ({ ...site.at, note: 'site', values: { name: nameOf(site) } })),
    },
  ];
}

function partOf(site: UnresolvedImport, label: string): Part {
  return { subject: `${site.at.path} ${site.name ?? site.module}`, label, at: site.at };
}

function nameOf({ module, name }: UnresolvedImport): string {
  return name === null ? module : `${module}.${name}`;
}
