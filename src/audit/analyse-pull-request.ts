/**
 * What a pull request is found to be, before anybody is told: the audit and what goes with it. Plain data, so that it can be
 * kept: a run that was cut short, or a decision about the findings, needs no second analysis.
 */
import type { AuditResult } from '../model/audit.ts';
import type { Configuration } from '../model/config.ts';
import type { MigrationDraft } from '../model/draft.ts';
import { codeSpan } from '../report/escape.ts';
import type { DiffFile } from '../report/hunks.ts';
import { select } from '../report/selection.ts';
import { formatScore, wordsOf } from '../report/words/words-of.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { type AuditRequest, type AuditTools, audit } from './audit.ts';
import { draftForReview } from './draft-for-review.ts';
import type { Clock, PullRef, PullRequestSource, PullRequestState } from './ports.ts';
import {
  CONFIGURATION_PATH,
  type ConfigurationReader,
  InvalidConfiguration,
  readConfiguration,
} from './read-configuration.ts';
import { reviewWords } from './review-words.ts';
import { tellRivals } from './rival-revisions.ts';
import { weakenedBy } from './weakened.ts';

/** Keys of an edited configuration that the report names; the rest is counted. */
const WEAKENED_SHOWN = 10;

export interface Analysis {
  readonly result: AuditResult;
  /** The migration that the new findings ask for. */
  readonly draft: MigrationDraft | null;
  /** Markdown sentences for the summary. */
  readonly notes: readonly string[];
}

/** The newest analysis of each pull request. A lost one is a miss, never an error. */
export interface AnalysisStore {
  /** `null` unless the one that is kept was made of the same things, which `key` names. */
  get(pull: PullRef, key: string): Promise<Analysis | null>;
  put(pull: PullRef, key: string, analysis: Analysis): Promise<void>;
}

export interface AnalysisTools extends AuditTools {
  readonly source: PullRequestSource;
  readonly catalogue: readonly CatalogueEntry[];
  readonly parseConfiguration: ConfigurationReader;
  readonly clock: Clock;
  readonly analyses: AnalysisStore;
}

export interface Analysed {
  readonly state: PullRequestState;
  readonly mergeBase: string;
  readonly configuration: Configuration;
  /** The changed files, as far as GitHub lists them. */
  readonly files: readonly DiffFile[];
  readonly complete: boolean;
  /** Whether an analysis of the very same commits will do. */
  readonly reuse: boolean;
}

/** Throws `AuditError`. */
export async function analysePullRequest(tools: AnalysisTools, pull: Analysed): Promise<Analysis> {
  const today = new Date(tools.clock.now()).toISOString().slice(0, 10);
  const { headSha } = pull.state;
  const { mergeBase, configuration } = pull;
  const key = JSON.stringify([tools.extractor.version, headSha, mergeBase, configuration, today]);
  const known = pull.reuse ? await tools.analyses.get(pull.state, key) : null;
  if (known !== null) return known;
  const analysis = await analyse(tools, pull, today);
  await tools.analyses.put(pull.state, key, analysis);
  return analysis;
}

async function analyse(tools: AnalysisTools, pull: Analysed, today: string): Promise<Analysis> {
  const { source, catalogue } = tools;
  const { state, files, configuration } = pull;
  const history = await source.history(state);
  const head = source.snapshot(state.headSha);
  const request: AuditRequest = {
    head,
    base: source.snapshot(pull.mergeBase),
    renames: renamesIn(files),
    configuration,
    catalogue,
    history: { entries: history.entries, reader: head },
    today,
  };
  const outcome = await audit(request, tools);
  const { result, notes: rivalNotes } = await tellRivals({ ...outcome, state }, tools);
  const { draft, notes: draftNotes } = draftForReview(outcome, today);
  const words = reviewWords(result.language);
  const notes = [
    ...(pull.complete ? [] : [words.incompleteList(files.length, state.changedFiles)]),
    ...(history.complete ? [] : [words.incompleteHistory]),
    ...(await configurationNotes(tools, pull, request, result)),
    ...draftNotes,
    ...rivalNotes,
  ];
  return { result, draft, notes };
}

/** What a pull request that edits the configuration should know before it is merged: what the edit would make of itself. */
async function configurationNotes(
  tools: AnalysisTools,
  { files, state }: Analysed,
  request: AuditRequest,
  result: AuditResult,
): Promise<readonly string[]> {
  if (!files.some(({ path, status }) => path === CONFIGURATION_PATH && status !== 'removed')) return [];
  const words = reviewWords(result.language);
  try {
    const edited = await readConfiguration(tools.source, state.headSha, tools.parseConfiguration);
    const { result: after } = await audit({ ...request, configuration: edited }, tools);
    const weakened = weakenedBy(request.configuration, edited, request.catalogue);
    const list = weakened
      .slice(0, WEAKENED_SHOWN)
      .map(({ key, before, after: now }) =>
        before === '' ? `${codeSpan(key)} + ${codeSpan(now)}` : `${codeSpan(key)} ${before} → ${now}`,
      );
    return [
      words.configurationEdited(outlook(after), outlook(result)),
      ...(list.length === 0 ? [] : [words.configurationWeakened(list.join(', '), weakened.length - list.length)]),
    ];
  } catch (error) {
    if (error instanceof InvalidConfiguration) return [words.configurationBroken(error.place)];
    throw error;
  }
}

function outlook({ language, score, gate, findings }: AuditResult) {
  return {
    score: formatScore(wordsOf(language), score.overall),
    findings: select(findings).fresh.length,
    conclusion: gate.conclusion,
  };
}

/** New path → old path. */
export function renamesIn(files: readonly DiffFile[]): ReadonlyMap<string, string> {
  const renamed = files.filter(({ status }) => status === 'renamed');
  return new Map(renamed.flatMap(({ path, previousPath }) => (previousPath === null ? [] : [[path, previousPath]])));
}
