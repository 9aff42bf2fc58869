import { defineProjectRule, type Found, type Part, placeIn } from '../../../src/rulekit/index.ts';
import { functionIn, headerValue, revisionFiles } from '../../../src/rulekit/revisions.ts';

export default defineProjectRule(({ project }) =>
  project.schema().chains.flatMap((chain): Found[] => {
    const parts = revisionFiles(project, chain).flatMap(({ revision, file }): Part[] => {
      const upgrade = functionIn(file, 'upgrade');
      // A name that is imported or assigned is there, too.
      const isThere = file.facts.python?.names.includes('downgrade') ?? true;
      return upgrade && !isThere && headerValue(file, 'downgrade') === null
        ? [{ subject: revision.id, label: revision.id, at: placeIn(file, upgrade.head) }]
        : [];
    });
    const [first] = parts;
    if (!first) return [];
    const values = { folder: chain.versionLocations[0] ?? chain.scriptLocation };
    return [{ at: first.at, subject: chain.scriptLocation, symbol: 'upgrade', values, parts }];
  }),
);
