import {
  type Chain,
  defineProjectRule,
  type Found,
  type Part,
  type Project,
  placeIn,
} from '../../../src/rulekit/index.ts';
import { upgradeDigest } from '../../../src/rulekit/migration-program.ts';
import {
  functionIn,
  isWhollyRead,
  parentPlace,
  type RevisionFile,
  revisionFiles,
} from '../../../src/rulekit/revisions.ts';

/**
 * Says of every migration what it does and after which it comes. Only what was another at base is ever told: the same
 * revision with another program, or with another parent.
 */
export default defineProjectRule(({ project }) =>
  project.schema().chains.flatMap((chain) => {
    const files = revisionFiles(project, chain);
    // Several heads and broken links are mended by giving a migration another parent.
    const isSound = chain.problems.length === 0 && chain.heads.length < 2 && isWhollyRead(project, chain);
    return [
      ...statesOf(chain, files.flatMap(programOf)),
      ...(isSound
        ? statesOf(
            chain,
            files.map((one) => parentOf(project, one)),
            'parent',
          )
        : []),
    ];
  }),
);

function statesOf(chain: Chain, parts: readonly Part[], variant?: 'parent'): readonly Found[] {
  const [first] = parts;
  if (!first) return [];
  return [
    {
      at: first.at,
      subject: `${chain.scriptLocation} ${variant ?? 'program'}`,
      symbol: '',
      ...(variant && { variant }),
      values: { heads: chain.heads },
      parts,
      onlyNew: 'parts',
    },
  ];
}

function programOf({ revision, file }: RevisionFile): readonly Part[] {
  const digest = upgradeDigest(file, revision);
  const upgrade = functionIn(file, 'upgrade');
  if (digest === null || !upgrade) return [];
  const { id } = revision;
  return [{ subject: `${id} ${digest}`, of: id, label: id, at: placeIn(file, upgrade.head) }];
}

function parentOf(project: Project, { revision }: RevisionFile): Part {
  const { id } = revision;
  const subject = JSON.stringify([id, ...[...revision.down].sort()]);
  return { subject, of: id, label: id, at: parentPlace(project, revision) };
}
