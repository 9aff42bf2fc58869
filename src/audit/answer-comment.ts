/** The answer to the commands of one comment: a reaction at once, one reply for all of them, a reaction at the end. */
import type { MigrationDraft } from '../model/draft.ts';
import type { Language } from '../model/finding.ts';
import { type CommandReply, renderCommandReply } from '../report/render-command-reply.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { type Command, parseCommands } from './command.ts';
import { type Conversation, type PullRequestSource, type PullRequestState, ROLES, type Role } from './ports.ts';
import { type ConfigurationReader, InvalidConfiguration, readConfiguration } from './read-configuration.ts';

export interface AnswerTools {
  readonly source: PullRequestSource;
  readonly conversation: Conversation;
  readonly catalogue: readonly CatalogueEntry[];
  readonly parseConfiguration: ConfigurationReader;
  readonly ruleUrl: (rule: string) => string;
  /** Queues an audit; whoever carries it out reacts to the comment when it is done. */
  readonly requestAudit: (full: boolean) => Promise<void>;
  /** Writes the migration that the pull request lacks. Throws `AuditError`. */
  readonly draftMigration: (state: PullRequestState) => Promise<MigrationDraft>;
}

export interface PullRequestComment {
  readonly id: number;
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
  if (await conversation.hasReacted(comment.id, ['rocket', 'confused'])) return;
  await conversation.react(comment.id, 'eyes');
  const state = await source.state();
  const context = { language: await languageOf(tools, state), ruleUrl: tools.ruleUrl };
  if (!(await mayAsk(conversation, state, comment.author))) {
    const refusal = renderCommandReply({ kind: 'refused', command: '/audit', role: LEAST_ROLE }, context);
    await conversation.reply(comment.id, refusal);
    await conversation.react(comment.id, 'confused');
    return;
  }
  const audits = commands.filter((command) => command.name === 'audit');
  if (state.open && audits.length > 0) await tools.requestAudit(audits.some(({ full }) => full));
  const replies: CommandReply[] = [];
  for (const command of commands) replies.push(...(await answer(command, tools, state)));
  const bodies = replies.map((reply) => renderCommandReply(reply, context));
  if (bodies.length > 0) await conversation.reply(comment.id, bodies.join('\n\n---\n\n'));
  const failed = (audits.length > 0 && !state.open) || replies.some(isFailure);
  if (failed) await conversation.react(comment.id, 'confused');
  else if (audits.length === 0) await conversation.react(comment.id, 'rocket');
}

/** Nothing for an audit: its answer is the check-run. */
async function answer(
  command: Command,
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

function isFailure({ kind }: CommandReply): boolean {
  return kind.startsWith('unknown') || kind === 'misconfigured';
}

async function mayAsk(conversation: Conversation, state: PullRequestState, login: string): Promise<boolean> {
  if (login === state.author) return true;
  return ROLES.indexOf(await conversation.roleOf(login)) >= ROLES.indexOf(LEAST_ROLE);
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
