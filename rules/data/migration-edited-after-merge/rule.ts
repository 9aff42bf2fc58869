import { type Chain, defineProjectRule, type Found, type Project, placeIn } from '../../../src/rulekit/index.ts';
import { upgradeDigest } from '../../../src/rulekit/migration-program.ts';
import {
  functionIn,
  isWhollyRead,
  parentPlace,
  type RevisionFile,
  revisionFiles,
} from '../../../src/rulekit/revisions.ts';

/**
 * Says of each migration what it does and after which it comes. Only a part that the base did not have is ever told:
 * the same revision with another program.
 */
export default defineProjectRule(({ project }) =>
  project.schema().chains.flatMap((chain) => {
    // Several heads and broken links are mended by giving a migration another parent.
    const isSound = chain.problems.length === 0 && chain.heads.length < 2 && isWhollyRead(project, chain);
    return revisionFiles(project, chain).flatMap((one) => [
      ...programOf(one, chain),
      ...(isSound ? [parentOf(project, one, chain)] : []),
    ]);
  }),
);

function programOf({ revision, file }: RevisionFile, chain: Chain): readonly Found[] {
  const digest = upgradeDigest(file, revision);
  const upgrade = functionIn(file, 'upgrade');
  if (digest === null || !upgrade) return [];
  const at = placeIn(file, upgrade.head);
  return [
    {
      at,
      subject: revision.id,
      symbol: 'upgrade',
      values: valuesOf(revision.id, chain),
      parts: [{ subject: digest, label: 'upgrade', at }],
      onlyNew: 'parts',
    },
  ];
}

function parentOf(project: Project, { revision }: RevisionFile, chain: Chain): Found {
  const at = parentPlace(project, revision);
  const down = [...revision.down].sort();
  return {
    at,
    subject: `${revision.id} parent`,
    symbol: '',
    variant: 'parent',
    values: { ...valuesOf(revision.id, chain), parent: down },
    parts: [{ subject: JSON.stringify(down), label: 'down_revision', at }],
    onlyNew: 'parts',
  };
}

function valuesOf(revision: string, chain: Chain): { revision: string; heads: readonly string[] } {
  return { revision, heads: chain.heads };
}
