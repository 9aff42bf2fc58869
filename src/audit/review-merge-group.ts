/**
 * The verdict on what a merge queue is about to merge: several pull requests together on top of the base branch. Each may
 * be right alone and wrong with the others: two migrations with one parent, two routes with one path.
 */

import type { Configuration } from '../model/config.ts';
import { NO_DECISIONS } from '../model/decision.ts';
import { renderCheckRun, renderPendingCheckRun } from '../report/render-check-run.ts';
import { renamesIn } from './analyse-pull-request.ts';
import { audit } from './audit.ts';
import { concludeNotAudited, type Misconfigured } from './not-audited.ts';
import type { CheckPublisher, MergeGroupSource } from './ports.ts';
import { type Published, titlesOf } from './publish-review.ts';
import { readConfiguration } from './read-configuration.ts';
import type { ReviewRun, ReviewTools } from './review-pull-request.ts';
import { scoreWithout } from './score-without.ts';

export interface MergeGroup {
  readonly head: string;
  readonly base: string;
  readonly baseRef: string;
}

export interface MergeGroupTools extends Omit<ReviewTools, 'source' | 'publisher' | 'analyses' | 'decisions'> {
  readonly source: MergeGroupSource;
  readonly publisher: CheckPublisher;
}

/** Throws what made the audit impossible, after it was said on the check-run. */
export async function reviewMergeGroup(
  tools: MergeGroupTools,
  group: MergeGroup,
  run: Omit<ReviewRun, 'reuse'>,
): Promise<(Published & { readonly kind: 'published'; readonly head: string }) | Misconfigured> {
  const { source, publisher, catalogue } = tools;
  const { head, base, baseRef } = group;
  let configuration: Configuration | null = null;
  try {
    await publisher.begin(head, { ...renderPendingCheckRun('en'), text: '', annotations: [] });
    configuration = await readConfiguration(source, base, tools.parseConfiguration);
    const { files, repositoryUrl } = await source.changes(base, head);
    const { result } = await audit(
      {
        head: source.snapshot(head),
        base: source.snapshot(base),
        renames: renamesIn(files),
        configuration,
        catalogue,
        today: new Date(tools.clock.now()).toISOString().slice(0, 10),
      },
      tools,
    );
    run.signal.throwIfAborted();
    const check = renderCheckRun(result, {
      ...tools.links(repositoryUrl, head),
      ruleTitle: titlesOf(catalogue, result.language),
      baseRef,
      policy: configuration.gate,
      scoreWithout: scoreWithout(result, catalogue),
      existing: 'counted',
      notes: [],
      decisions: NO_DECISIONS,
    });
    await publisher.conclude(head, check.conclusion, check);
    return { kind: 'published', head, conclusion: check.conclusion, title: check.title, comments: 0 };
  } catch (error) {
    return await concludeNotAudited({ publisher, head, configuration, last: run.last }, error);
  }
}
