/** What people decide about findings, by `/audit ignore`, `unignore` and `override`: who may, and what is kept of it. */
import type { Decision } from '../model/decision.ts';
import type { CommandReply } from '../report/render-command-reply.ts';
import { parseMarker, ruleOfComment } from '../report/render-comment.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import type { Command } from './command.ts';
import type { FactExtractor } from './load-facts.ts';
import {
  type CommentRef,
  type Conversation,
  type DecisionStore,
  type PullRequestState,
  ROLES,
  type Role,
} from './ports.ts';

export type Answered = Extract<Command, { name: 'ignore' | 'unignore' | 'override' }>;

/** Whoever may change the code may say that a finding does not matter; letting a commit pass takes more. */
const LEAST_ROLES: Readonly<Record<Answered['name'], Role>> = {
  ignore: 'write',
  unignore: 'write',
  override: 'maintain',
};

export interface Deciding {
  readonly conversation: Pick<Conversation, 'opening'>;
  readonly catalogue: readonly CatalogueEntry[];
  readonly decisions: DecisionStore;
  readonly extractor: Pick<FactExtractor, 'mask'>;
  readonly now: string;
  readonly state: PullRequestState;
  readonly comment: CommentRef & { readonly author: string };
  /** Of the author of the comment. */
  readonly role: Role;
  /** Which command of the comment. */
  readonly index: number;
}

export interface Decided {
  /** What keeps the decision from being made. */
  readonly replies: readonly CommandReply[];
  readonly decided: boolean;
}

export function isDecision(command: Command): command is Answered {
  return Object.hasOwn(LEAST_ROLES, command.name);
}

/** Keeps the decision, or says why not. Throws `AuditError`. */
export async function decide(command: Answered, desk: Deciding): Promise<Decided> {
  const decision = await read(command, desk);
  if (!('id' in decision)) return { replies: [decision], decided: false };
  await desk.decisions.add(desk.state, decision);
  return { replies: [], decided: true };
}

async function read(command: Answered, desk: Deciding): Promise<Decision | CommandReply> {
  const { state, comment, role, catalogue } = desk;
  const typed = `/audit ${command.name}`;
  const least = LEAST_ROLES[command.name];
  if (ROLES.indexOf(role) < ROLES.indexOf(least)) return { kind: 'refused', command: typed, role: least };
  if (!state.open) return { kind: 'closed', command: typed };
  const made = { id: `${comment.id}.${desk.index}`, by: comment.author, role, at: desk.now };
  if (command.name === 'override')
    return { ...made, kind: 'override', head: state.headSha, reason: desk.extractor.mask(command.reason) };
  const target = command.rule === null ? await targetOfThread(desk) : { rule: command.rule, fingerprint: null };
  if (target === null) return { kind: 'no-finding', command: typed };
  const { rule, fingerprint } = target;
  if (!catalogue.some(({ meta }) => meta.id === rule))
    return { kind: 'unknown-rule', rule, known: catalogue.map(({ meta }) => meta.id) };
  const reason = command.name === 'ignore' ? desk.extractor.mask(command.reason) : '';
  return { ...made, kind: command.name, rule, path: command.path, fingerprint, reason };
}

/** The finding that the App told of at the beginning of the thread. */
async function targetOfThread({ conversation, comment }: Deciding) {
  const body = await conversation.opening(comment);
  const rule = body && ruleOfComment(body);
  const fingerprint = body && parseMarker(body);
  return rule && fingerprint ? { rule, fingerprint } : null;
}
