/** Where the score of a pull request comes from, as a comment below it: for whoever presses the button of the check-run. */
import { applyDecisions } from '../engine/apply-decisions.ts';
import { standingDecisions } from '../model/decision.ts';
import { renderScore } from '../report/render-score.ts';
import { type AnalysisTools, analysePullRequest } from './analyse-pull-request.ts';
import type { Publisher } from './ports.ts';
import { InvalidConfiguration, readConfiguration } from './read-configuration.ts';
import type { ReviewTools } from './review-pull-request.ts';
import { scoreWithout } from './score-without.ts';

export interface ExplainTools extends AnalysisTools, Pick<ReviewTools, 'decisions' | 'links'> {
  readonly publisher: Pick<Publisher, 'note'>;
}

/** Says nothing where there is no score: the check-run tells why. Throws `AuditError`. */
export async function explainScore(tools: ExplainTools): Promise<void> {
  const { source, catalogue, publisher } = tools;
  const state = await source.state();
  const { mergeBase, baseTip } = await source.comparison(state);
  try {
    const configuration = await readConfiguration(source, baseTip, tools.parseConfiguration);
    const { files, complete } = await source.changes(state);
    const pull = { state, mergeBase, configuration, files, complete, reuse: true };
    const analysis = await analysePullRequest(tools, pull);
    const { ignored } = standingDecisions(await tools.decisions.list(state), state.headSha);
    const result = applyDecisions(analysis.result, ignored, { policy: configuration.gate, catalogue });
    const links = tools.links(state.repositoryUrl, state.headSha);
    await publisher.note('score', renderScore(result, links, scoreWithout(result, catalogue)));
  } catch (error) {
    if (!(error instanceof InvalidConfiguration)) throw error;
  }
}
