import { codeOf, defineProjectRule, type Found, type Place, type Project } from '../../../src/rulekit/index.ts';

interface Asking {
  readonly path: string;
  readonly places: readonly Place[];
}

export default defineProjectRule<{ readonly minQueries: number; readonly minFiles: number }>(({ project, options }) => {
  const modules = project.layers().services.filter(({ touchesStore }) => touchesStore);
  if (modules.some(({ layer }) => layer === 'repository')) return [];
  const asking = modules
    .filter(({ path }) => project.layerOf(path) === 'service')
    .map(({ path }) => queriesIn(project, path))
    .filter(({ places }) => places.length > 0);
  const count = asking.reduce((sum, { places }) => sum + places.length, 0);
  if (count < options.minQueries || asking.length < options.minFiles) return [];
  return foundOf(asking, count);
});

/** Queries of a session; committing is the work of a service, too. */
function queriesIn(project: Project, path: string): Asking {
  const file = project.file(path);
  const functions = file ? codeOf(file).functions.filter(({ within }) => within.every(({ k }) => k === 'class')) : [];
  const uses = functions.flatMap(({ def }) => project.reach(path, def.s).uses);
  const own = uses.filter(({ kind, chain }) => chain.length === 0 && (kind === 'session' || kind === 'model'));
  return { path, places: own.map(({ at }) => at) };
}

/** At the first file by name: most queries may stand elsewhere tomorrow, and this would look new. */
function foundOf(asking: readonly Asking[], count: number): Found[] {
  const [first] = asking;
  const [at] = first?.places ?? [];
  if (!at) return [];
  const most = asking.toSorted((a, b) => b.places.length - a.places.length).slice(0, 8);
  return [
    {
      at,
      subject: 'no repository layer',
      symbol: '',
      values: { count, files: asking.length, most: most[0]?.path ?? '', example: nameOf(most[0]?.path ?? '') },
      related: most.flatMap(({ path, places }) =>
        places.slice(0, 1).map((place) => ({ ...place, note: 'file', values: { path, count: places.length } })),
      ),
    },
  ];
}

/** `app/services/user_service.py` → `user`. */
function nameOf(path: string): string {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.py$/, '');
  return stem.replace(/_?(services?|svc|manager)$/, '') || 'user';
}
