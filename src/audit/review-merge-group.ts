/**
 * The verdict on what a merge queue is about to merge: several pull requests together on top of the base branch. Each may
 * be right alone and wrong with the others: two migrations with one parent, two routes with one path.
 */
import { setAside } from '../engine/apply-decisions.ts';
import type { Configuration } from '../model/config.ts';
import { NO_DECISIONS } from '../model/decision.ts';
import { codeSpan } from '../report/escape.ts';
import { renderCheckRun, renderPendingCheckRun } from '../report/render-check-run.ts';
import { select } from '../report/selection.ts';
import { renamesIn } from './analyse-pull-request.ts';
import { audit } from './audit.ts';
import { collisionsOf, reasonOfMembers } from './merge-group-members.ts';
import { concludeNotAudited, type Misconfigured } from './not-audited.ts';
import type { CheckPublisher, MergeGroup, MergeGroupSource } from './ports.ts';
import { type Published, titlesOf } from './publish-review.ts';
import { readConfiguration } from './read-configuration.ts';
import type { ReviewRun, ReviewTools } from './review-pull-request.ts';
import { reviewWords } from './review-words.ts';
import { scoreWithout } from './score-without.ts';

export interface MergeGroupTools extends Omit<ReviewTools, 'source' | 'publisher' | 'analyses' | 'openChecks'> {
  readonly source: MergeGroupSource;
  readonly publisher: CheckPublisher;
}

/** The queue gave the group up: nobody waits for its verdict any more. Throws `AuditError`. */
export async function endMergeGroup(publisher: CheckPublisher, head: string): Promise<void> {
  const { groupEndedTitle, groupEndedSummary } = reviewWords('en');
  await publisher.cancel(head, {
    title: groupEndedTitle,
    summary: groupEndedSummary,
    text: '',
    annotations: [],
    actions: [],
  });
}

/** Throws what made the audit impossible, after it was said on the check-run. */
export async function reviewMergeGroup(
  tools: MergeGroupTools,
  group: MergeGroup,
  run: Omit<ReviewRun, 'reuse' | 'gaveUp'>,
): Promise<(Published & { readonly kind: 'published'; readonly head: string }) | Misconfigured> {
  const { source, publisher, catalogue } = tools;
  const { head, base, baseRef } = group;
  let configuration: Configuration | null = null;
  try {
    await publisher.begin(head, { ...renderPendingCheckRun('en'), text: '', annotations: [], actions: [] });
    configuration = await readConfiguration(source, base, tools.parseConfiguration);
    const { files, repositoryUrl } = await source.changes(base, head);
    const { result: found } = await audit(
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
    const members = select(found.findings).fresh.length === 0 ? [] : await source.members(group);
    const judges = { policy: configuration.gate, catalogue };
    const result = setAside(found, await reasonOfMembers(members, tools.decisions), judges);
    run.signal.throwIfAborted();
    const words = reviewWords(result.language);
    const collisions = collisionsOf(select(result.findings).fresh, members).map(({ finding, pullRequests }) => {
      const numbers = pullRequests.map((number) => `#${number}`).join(', ');
      return words.collision(numbers, `${codeSpan(finding.rule)} (${codeSpan(finding.path)})`);
    });
    const check = renderCheckRun(result, {
      ...tools.links(repositoryUrl, head),
      ruleTitle: titlesOf(catalogue, result.language),
      baseRef,
      policy: configuration.gate,
      scoreWithout: scoreWithout(result, catalogue),
      existing: 'counted',
      notes: collisions,
      decisions: NO_DECISIONS,
    });
    // The buttons speak of a pull request.
    await publisher.conclude(head, check.conclusion, { ...check, actions: [] });
    return { kind: 'published', head, conclusion: check.conclusion, title: check.title, comments: 0 };
  } catch (error) {
    return await concludeNotAudited({ publisher, head, configuration, last: run.last }, error);
  }
}
