/** A rule together with the words and defaults of its README: one line of the generated registry. */
import type { RuleMeta } from '../model/finding.ts';
import type { Rule } from './index.ts';

export interface CatalogueEntry {
  readonly meta: RuleMeta;
  readonly rule: Rule;
}
