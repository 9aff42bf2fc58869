/** The missing migration of a pull request: for the report on it, and for whoever asks with `/audit fix`. */
import type { MigrationDraft } from '../model/draft.ts';
import { draftWords } from '../report/draft-words.ts';
import { codeSpan } from '../report/escape.ts';
import { select } from '../report/selection.ts';
import { type AuditOutcome, type AuditTools, linkTrees } from './audit.ts';
import { draftMissing } from './missing-migrations.ts';
import type { PullRequestSource, PullRequestState } from './ports.ts';
import { type ConfigurationReader, readConfiguration } from './read-configuration.ts';

/** Rules whose findings a migration ends. */
const TABLE_RULES = ['model-without-migration', 'model-migration-drift'];
const TYPE_RULE = 'migration-type-drift';
const VALUE_RULE = 'enum-value-drift';

export function isDraftedRule(rule: string): boolean {
  return TABLE_RULES.includes(rule) || rule === TYPE_RULE || rule === VALUE_RULE;
}

export interface ReviewDraft {
  readonly draft: MigrationDraft | null;
  /** Markdown sentences for the summary. */
  readonly notes: readonly string[];
}

/** The migration that the new findings ask for; `null` where none of them does. A verdict does not depend on it. */
export function draftForReview({ result, head, base }: AuditOutcome, today: string): ReviewDraft {
  const rules = new Set(select(result.findings).fresh.map(({ rule }) => rule));
  const wanted = {
    tables: TABLE_RULES.some((rule) => rules.has(rule)),
    types: rules.has(TYPE_RULE),
    values: rules.has(VALUE_RULE),
  };
  if (!wanted.tables && !wanted.types && !wanted.values) return { draft: null, notes: [] };
  try {
    return { draft: draftMissing(head, base, today, wanted), notes: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { draft: null, notes: [`${draftWords(result.language).failed} ${codeSpan(reason)}`] };
  }
}

export interface DraftTools extends AuditTools {
  readonly source: PullRequestSource;
  readonly parseConfiguration: ConfigurationReader;
  /** ISO date. */
  readonly today: string;
}

/** What the pull request brings and no migration makes. Throws `AuditError`. */
export async function draftForPullRequest(tools: DraftTools, state: PullRequestState): Promise<MigrationDraft> {
  const { source, today } = tools;
  const { mergeBase, baseTip } = await source.comparison(state);
  const configuration = await readConfiguration(source, baseTip, tools.parseConfiguration);
  const trees = { head: source.snapshot(state.headSha), base: source.snapshot(mergeBase), configuration };
  const { head, base } = await linkTrees(trees, tools);
  return draftMissing(head, base, today);
}
