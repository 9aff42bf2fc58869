import {
  defineProjectRule,
  type Found,
  type OrphanTree,
  type Place,
  type Project,
} from '../../../src/rulekit/index.ts';
import { namesFolder, setsVersionLocations } from '../../../src/rulekit/orphans.ts';

/** Places that a reader follows. */
const SHOWN = 8;

export default defineProjectRule(({ project }) =>
  project.schema().orphans.flatMap((tree) => {
    const [first] = tree.revisions;
    // A tree of its own may be applied by somebody; one that is a piece of the chain's history is not.
    if (!first || (!tree.linked && isUsed(project, tree)) || isComputed(project, tree)) return [];
    return [treeFinding(tree, first), additions(tree, first)];
  }),
);

function isUsed(project: Project, { folder, env }: OrphanTree): boolean {
  return env || namesFolder(project, folder);
}

/** A folder inside of those that are looked into, where code says which of them are meant. */
function isComputed(project: Project, { folder, looked, chain }: OrphanTree): boolean {
  const isInside = [chain, ...looked].some((one) => folder.startsWith(`${one}/`));
  return isInside && setsVersionLocations(project);
}

function treeFinding(tree: OrphanTree, first: OrphanTree['revisions'][number]): Found {
  return {
    at: placeOf(first.at),
    subject: tree.folder,
    symbol: '',
    severity: tree.linked ? 'major' : 'minor',
    values: valuesOf(tree),
    related: tree.revisions.slice(1, SHOWN).map(({ at }) => ({ ...placeOf(at), note: 'too' })),
  };
}

/** A migration that a pull request adds to a tree which nobody applies. */
function additions(tree: OrphanTree, first: OrphanTree['revisions'][number]): Found {
  return {
    at: placeOf(first.at),
    subject: `${tree.folder} added`,
    symbol: '',
    variant: 'added',
    onlyNew: 'parts',
    values: valuesOf(tree),
    parts: tree.revisions.map(({ id, path, at }) => ({ subject: path, label: id, at: placeOf(at) })),
  };
}

function valuesOf(tree: OrphanTree): Found['values'] {
  return { folder: tree.folder, looked: tree.looked, amount: tree.revisions.length };
}

function placeOf({ path, span }: Place): Place {
  return { path, span };
}
