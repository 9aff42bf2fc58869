/** Where the page of a rule stands: every comment links to it. */
import type { RuleMeta } from './finding.ts';

/** The home of this project; a fork changes this line. */
const PROJECT_URL = 'https://github.com/vigie-audit/vigie';

export function rulePage({ axis, id }: Pick<RuleMeta, 'axis' | 'id'>): string {
  return `${PROJECT_URL}/blob/main/rules/${axis}/${id}/README.md`;
}
