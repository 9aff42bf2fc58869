import { type Branch, unintendedBranches } from '../../../src/rulekit/branches.ts';
import { type Chain, defineProjectRule, type Found, type Project } from '../../../src/rulekit/index.ts';
import { isWhollyRead, parentPlace } from '../../../src/rulekit/revisions.ts';

export default defineProjectRule(({ project }) =>
  project.schema().chains.flatMap((chain) => {
    // What is broken has heads that are none.
    if (chain.problems.length > 0 || !isWhollyRead(project, chain)) return [];
    const [main, ...others] = unintendedBranches(chain);
    const last = others.at(-1);
    return main && last ? [foundOf(project, chain, { main, others, last })] : [];
  }),
);

interface Split {
  readonly main: Branch;
  readonly others: readonly Branch[];
  readonly last: Branch;
}

function foundOf(project: Project, chain: Chain, { main, others, last }: Split): Found {
  const all = [main, ...others];
  return {
    at: parentPlace(project, last.start),
    subject: chain.scriptLocation,
    symbol: '',
    values: {
      folder: chain.versionLocations[0] ?? chain.scriptLocation,
      heads: all.map(({ head }) => head.id),
      revision: last.start.id,
      main: main.head.id,
    },
    parts: others.map(({ head, start }) => ({
      subject: start.id,
      label: head.id,
      at: parentPlace(project, start),
    })),
    related: all.map(({ head }) => ({ ...parentPlace(project, head), note: 'head', values: { head: head.id } })),
  };
}
