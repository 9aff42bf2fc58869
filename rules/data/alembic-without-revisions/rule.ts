import { defineProjectRule, FILE_START } from '../../../src/rulekit/index.ts';
import { isAtHome } from '../../../src/rulekit/revisions.ts';

/** Tables that a message can name. */
const SHOWN = 6;

export default defineProjectRule(({ project }) => {
  const { empty, chains, orphans, models } = project.schema();
  // Where the revisions of another tree may be meant, another rule speaks.
  if (chains.length > 0 || orphans.length > 0) return [];
  return empty.flatMap((tree) => {
    const tables = models.tables.filter(({ exempt, at }) => exempt === null && isAtHome(tree, at.path));
    if (tables.length === 0) return [];
    return [
      {
        at: { path: tree.configuredBy, span: FILE_START },
        subject: tree.scriptLocation,
        symbol: '',
        values: {
          folder: tree.versionLocations[0] ?? tree.scriptLocation,
          tables: tables.slice(0, SHOWN).map(({ name }) => name),
          amount: tables.length,
        },
        related: tables.slice(0, SHOWN).map(({ at, name }) => ({
          path: at.path,
          span: at.span,
          note: 'model',
          values: { table: name },
        })),
      },
    ];
  });
});
