import {
  type Chain,
  defineProjectRule,
  type Found,
  type Project,
  type RevisionProblem,
} from '../../../src/rulekit/index.ts';
import { setsVersionLocations } from '../../../src/rulekit/orphans.ts';
import { isWhollyRead, parentPlace } from '../../../src/rulekit/revisions.ts';

export default defineProjectRule(({ project }) =>
  project.schema().chains.flatMap((chain) => {
    if (!isWhollyRead(project, chain)) return [];
    const of = (kind: RevisionProblem['kind']) => chain.problems.filter((problem) => problem.kind === kind);
    return [
      // Folders that code adds may be those of other packages.
      ...(setsVersionLocations(project) ? [] : missing(project, chain, of('missing-parent'))),
      ...of('duplicate-id').map((problem) => duplicate(chain, problem)),
      ...cycle(project, chain, of('cycle')),
    ];
  }),
);

/** One finding for each id that is missing, whoever names it. */
function missing(project: Project, chain: Chain, problems: readonly RevisionProblem[]): readonly Found[] {
  return [...Map.groupBy(problems, ({ detail }) => detail)].flatMap(([parent, group]): Found[] => {
    const [first] = group;
    if (!first || standsElsewhere(project, chain, parent)) return [];
    const at = parentOf(project, chain, first);
    const meant = chain.revisions.find((revision) => isNamedAs(revision.path, parent))?.id;
    return [
      {
        at,
        subject: parent,
        symbol: '',
        values: { ...named(chain), revision: first.revision, parent, meant: meant ?? '' },
        ...(meant === undefined ? {} : { variant: 'file-name' }),
        related: group.slice(1, 9).map((one) => ({ ...parentOf(project, chain, one), note: 'too' })),
      },
    ];
  });
}

/** A file of that name, or a revision of another tree: a chain that is put together while Alembic runs. */
function standsElsewhere(project: Project, chain: Chain, parent: string): boolean {
  const isOther = ({ scriptLocation, revisions }: Chain) =>
    scriptLocation !== chain.scriptLocation && revisions.some(({ id }) => id === parent);
  if (project.schema().chains.some(isOther)) return true;
  const known = new Set(chain.revisions.map(({ path }) => path));
  return project.paths().some((path) => !known.has(path) && /\.pyc?$/.test(path) && isNamedAs(path, parent));
}

/** `0001_users.py` for `0001_users` and `0001`. */
function isNamedAs(path: string, id: string): boolean {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.pyc?$/, '');
  return stem === id || (id.length >= 4 && (stem.startsWith(`${id}_`) || stem.endsWith(`_${id}`)));
}

function duplicate(chain: Chain, problem: RevisionProblem): Found {
  const other = chain.revisions.find(({ path }) => path === problem.detail);
  return {
    at: { path: problem.path, span: problem.span },
    subject: problem.revision,
    symbol: '',
    variant: 'duplicate',
    values: { ...named(chain), revision: problem.revision, other: problem.detail },
    related: other ? [{ path: other.path, span: other.at.span, note: 'other' }] : [],
  };
}

function cycle(project: Project, chain: Chain, problems: readonly RevisionProblem[]): readonly Found[] {
  const [first, ...others] = problems;
  if (!first) return [];
  return [
    {
      at: parentOf(project, chain, first),
      subject: `${chain.scriptLocation} cycle`,
      symbol: '',
      variant: 'cycle',
      values: { ...named(chain), revisions: problems.slice(0, 8).map(({ revision }) => revision) },
      related: others.slice(0, 8).map((one) => ({ ...parentOf(project, chain, one), note: 'too' })),
    },
  ];
}

function parentOf(project: Project, chain: Chain, problem: RevisionProblem): Found['at'] {
  const revision = chain.revisions.find(({ path }) => path === problem.path);
  return revision ? parentPlace(project, revision) : { path: problem.path, span: problem.span };
}

function named(chain: Chain): { readonly folder: string } {
  return { folder: chain.versionLocations[0] ?? chain.scriptLocation };
}
