/** Where the page of a rule stands: every comment links to it. */
import type { RuleMeta } from './finding.ts';

/** The home of this project; a fork changes this line. */
const PROJECT_URL = 'https://github.com/vigie-audit/vigie';

/** The address of each rule's README; for an id that is not in the catalogue any more, the catalogue's. */
export function rulePages(rules: readonly Pick<RuleMeta, 'axis' | 'id'>[]): (id: string) => string {
  const axes = new Map(rules.map(({ axis, id }) => [id, axis]));
  return (id) => {
    const axis = axes.get(id);
    return axis === undefined
      ? `${PROJECT_URL}/blob/main/docs/rules.md`
      : `${PROJECT_URL}/blob/main/rules/${axis}/${id}/README.md`;
  };
}
