/** The answer to the commands of one comment: a reaction at once, one reply for all of them, a reaction at the end. */
import type { MigrationDraft } from '../model/draft.ts';
import type { Language } from '../model/finding.ts';
import { type CommandReply, renderCommandReply } from '../report/render-command-reply.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { type Command, parseCommands } from './command.ts';
import { type Answered, decide, isDecision } from './decide.ts';
import type { FactExtractor } from './load-facts.ts';
import {
  AuditError,
  type CommentRef,
  type Conversation,
  type DecisionStore,
  type PullRequestSource,
  type PullRequestState,
  ROLES,
  type Role,
} from './ports.ts';
import { type ConfigurationReader, InvalidConfiguration, readConfiguration } from './read-configuration.ts';

export interface AnswerTools {
  readonly source: PullRequestSource;
  readonly conversation: Conversation;
  readonly catalogue: readonly CatalogueEntry[];
  readonly parseConfiguration: ConfigurationReader;
  readonly ruleUrl: (rule: string) => string;
  readonly decisions: DecisionStore;
  readonly extractor: Pick<FactExtractor, 'mask'>;
  /** ISO date and time. */
  readonly now: string;
  /** Queues an audit; whoever carries it out reacts to the comment when it is done. */
  readonly requestAudit: (asked: AuditAsked) => Promise<void>;
  /** Writes the migration that the pull request lacks. Throws `AuditError`. */
  readonly draftMigration: (state: PullRequestState) => Promise<MigrationDraft>;
}

interface AuditAsked {
  /** Whether the report is to list what was there before. */
  readonly full: boolean;
  /** Whether an earlier analysis of the same commits will do. */
  readonly reuse: boolean;
}

export interface PullRequestComment extends CommentRef {
  readonly author: string;
  readonly body: string;
}

/** The author of a pull request may always ask; others need this role. */
const LEAST_ROLE: Role = 'triage';

/** Answering twice is noise, so a comment that has its last reaction is left alone. Throws `AuditError`. */
export async function answerComment(tools: AnswerTools, comment: PullRequestComment): Promise<void> {
  const commands = parseCommands(comment.body);
  if (commands.length === 0) return;
  const { conversation, source } = tools;
  if (await conversation.hasReacted(comment, ['rocket', 'confused'])) return;
  await conversation.react(comment, 'eyes');
  const state = await source.state();
  const context = { language: await languageOf(tools, state), ruleUrl: tools.ruleUrl };
  const role = await conversation.roleOf(comment.author);
  if (comment.author !== state.author && !isAtLeast(role, LEAST_ROLE)) {
    const refusal = renderCommandReply({ kind: 'refused', command: '/audit', role: LEAST_ROLE }, context);
    await conversation.reply(comment, refusal);
    await conversation.react(comment, 'confused');
    return;
  }
  const replies: CommandReply[] = [];
  let decided = false;
  for (const [index, command] of commands.entries()) {
    const answer = isDecision(command)
      ? await decide(command, { ...tools, state, comment, role, index })
      : { replies: await reply(command, tools, state), decided: false };
    replies.push(...answer.replies);
    decided ||= answer.decided;
  }
  const audits = commands.filter((command) => command.name === 'audit');
  const asked = state.open && (audits.length > 0 || decided);
  const body = replies.map((one) => renderCommandReply(one, context)).join('\n\n---\n\n');
  // Before the audit is asked for: its end leaves the last reaction, after which nobody would answer any more.
  const refusal = body === '' ? null : await refusalOf(() => conversation.reply(comment, body));
  if (asked) await tools.requestAudit({ full: audits.some(({ full }) => full), reuse: audits.length === 0 });
  if (refusal !== null) throw refusal;
  const failed = (audits.length > 0 && !state.open) || replies.some(isFailure);
  if (failed) await conversation.react(comment, 'confused');
  else if (!asked) await conversation.react(comment, 'rocket');
}

/** Why we may not write there; an audit that was asked for does not depend on it. */
async function refusalOf(write: () => Promise<void>): Promise<AuditError | null> {
  try {
    await write();
    return null;
  } catch (error) {
    if (error instanceof AuditError && error.kind === 'denied') return error;
    throw error;
  }
}

/** Nothing for an audit: its answer is the check-run. */
async function reply(
  command: Exclude<Command, Answered>,
  { catalogue, draftMigration }: AnswerTools,
  state: PullRequestState,
): Promise<readonly CommandReply[]> {
  switch (command.name) {
    case 'audit':
      return [];
    case 'help':
      return [{ kind: 'help' }];
    case 'fix':
      return [await fix(() => draftMigration(state))];
    case 'explain': {
      const entry = catalogue.find(({ meta }) => meta.id === command.rule);
      if (entry !== undefined) return [{ kind: 'explain', rule: entry.meta }];
      return [{ kind: 'unknown-rule', rule: command.rule, known: catalogue.map(({ meta }) => meta.id) }];
    }
    case 'unfounded':
      return [{ kind: 'unfounded', command: command.typed }];
    case 'unknown':
      return [{ kind: 'unknown-command', command: command.typed }];
    default:
      return command satisfies never;
  }
}

async function fix(draftMigration: () => Promise<MigrationDraft>): Promise<CommandReply> {
  try {
    return { kind: 'fix', draft: await draftMigration() };
  } catch (error) {
    if (error instanceof InvalidConfiguration) return { kind: 'misconfigured', place: error.place };
    throw error;
  }
}

const FAILURES: ReadonlySet<CommandReply['kind']> = new Set([
  'unknown-rule',
  'unknown-command',
  'misconfigured',
  'unfounded',
  'no-finding',
  'closed',
  'refused',
]);

function isFailure({ kind }: CommandReply): boolean {
  return FAILURES.has(kind);
}

function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** A configuration that is broken is told by the audit, not by every answer. */
async function languageOf({ source, parseConfiguration }: AnswerTools, state: PullRequestState): Promise<Language> {
  try {
    return (await readConfiguration(source, state.baseRef, parseConfiguration)).language;
  } catch (error) {
    if (error instanceof InvalidConfiguration) return 'en';
    throw error;
  }
}
