import { defineProjectRule, type Found, type Revision } from '../../../src/rulekit/index.ts';
import { parentPlace } from '../../../src/rulekit/revisions.ts';

export default defineProjectRule<{ minDays: number }>(({ project, options }) =>
  project.schema().chains.flatMap((chain): Found[] => {
    const byId = new Map(chain.revisions.map((revision) => [revision.id, revision]));
    const parts = chain.revisions.flatMap((child) => {
      const parent = child.down
        .flatMap((id) => byId.get(id) ?? [])
        .find((one) => daysBetween(one, child) >= options.minDays);
      return parent
        ? [
            {
              subject: `${child.id} ${parent.id}`,
              label: `${fileOf(child)} → ${fileOf(parent)}`,
              at: parentPlace(project, child),
            },
          ]
        : [];
    });
    const [first] = parts;
    if (!first) return [];
    const values = { folder: chain.versionLocations[0] ?? chain.scriptLocation };
    return [{ at: first.at, subject: chain.scriptLocation, symbol: '', values, parts }];
  }),
);

/** By how many days the file of the parent is the younger one; negative where all is in order or nothing is dated. */
function daysBetween(parent: Revision, child: Revision): number {
  const [before, after] = [dayOf(parent), dayOf(child)];
  return before === null || after === null ? -1 : before - after;
}

/** The day that a file name begins with, counted: `20260206_1530_add_index.py`, `2026_02_06_1530-ab12_add_index.py`. */
function dayOf(revision: Revision): number | null {
  const found = /^(20[0-3]\d)[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])/.exec(fileOf(revision));
  if (!found) return null;
  return Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) / 86_400_000;
}

function fileOf({ path }: Revision): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
