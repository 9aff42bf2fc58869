/** What the App answers to `/audit` commands, in one comment each. */
import type { MigrationDraft } from '../model/draft.ts';
import type { Language, RuleMeta } from '../model/finding.ts';
import { withoutTokens } from '../model/without-tokens.ts';
import { draftWords } from './draft-words.ts';
import { codeSpan, escapeMarkdown, linkTarget } from './escape.ts';
import { renderDraftReply } from './render-draft.ts';
import type { Words } from './words/table.ts';
import { wordsOf } from './words/words-of.ts';

export type CommandReply =
  | { readonly kind: 'help' }
  | { readonly kind: 'explain'; readonly rule: RuleMeta }
  /** `known` are the ids of all rules: the nearest are offered. */
  | { readonly kind: 'unknown-rule'; readonly rule: string; readonly known: readonly string[] }
  /** The answer to `/audit fix`. */
  | { readonly kind: 'fix'; readonly draft: MigrationDraft }
  /** `place` of what is wrong in the configuration. */
  | { readonly kind: 'misconfigured'; readonly place: string }
  /** `command` as typed, raw. The help follows. */
  | { readonly kind: 'unknown-command'; readonly command: string }
  /** A reason is missing; `command` as typed, raw. */
  | { readonly kind: 'unfounded'; readonly command: string }
  /** No rule was named, outside of the thread of a finding. */
  | { readonly kind: 'no-finding'; readonly command: string }
  /** Nothing can be decided about a pull request that is closed. */
  | { readonly kind: 'closed'; readonly command: string }
  /** `role` is GitHub's name of the least role that may. */
  | { readonly kind: 'refused'; readonly command: string; readonly role: string };

export interface CommandReplyContext {
  readonly language: Language;
  readonly ruleUrl: (rule: string) => string;
}

/** The body of the answering comment. Whatever the person typed is shown as code. */
export function renderCommandReply(reply: CommandReply, context: CommandReplyContext): string {
  const words = wordsOf(context.language);
  switch (reply.kind) {
    case 'help':
      return help(words);
    case 'explain':
      return explain(reply.rule, context, words);
    case 'unknown-rule':
      return [words.unknownRule(codeSpan(reply.rule)), nearest(reply.rule, reply.known, words)]
        .filter(Boolean)
        .join(' ');
    case 'fix':
      return renderDraftReply(reply.draft, context.language);
    case 'misconfigured':
      return draftWords(context.language).misconfigured(codeSpan(reply.place));
    case 'unknown-command':
      return `${words.unknownCommand(codeSpan(withoutTokens(reply.command)))}\n\n${help(words)}`;
    case 'unfounded':
      return words.unfounded(codeSpan(reply.command));
    case 'no-finding':
      return words.noFinding(codeSpan(reply.command));
    case 'closed':
      return words.closed(codeSpan(reply.command));
    case 'refused':
      return words.refused(codeSpan(reply.command), codeSpan(reply.role));
    default:
      return reply satisfies never;
  }
}

function help(words: Words): string {
  const { help: text } = words;
  const rows = [
    ['/audit', text.audit],
    ['/audit full', text.full],
    [`/audit explain <${text.ruleArgument}>`, text.explain],
    ['/audit fix', text.fix],
    [`/audit ignore <${text.ruleArgument}> [${text.pathArgument}] -- <${text.reasonArgument}>`, text.ignore],
    [`/audit unignore <${text.ruleArgument}> [${text.pathArgument}]`, text.unignore],
    [`/audit override -- <${text.reasonArgument}>`, text.override],
    ['/audit help', text.help],
  ] as const;
  const list = rows.map(([command, what]) => `- ${codeSpan(command)}${words.colon}${what}`).join('\n');
  const inCode = `# vigie: ignore[${text.ruleArgument}] until=2027-01-31 -- ${text.reasonArgument}`;
  return `**${text.title}**\n\n${list}\n\n${text.inCode}\n\n\`\`\`python\n${inCode}\n\`\`\``;
}

function explain(rule: RuleMeta, context: CommandReplyContext, words: Words): string {
  const { language } = context;
  const facts = words.ruleFacts(
    words.axes[rule.axis],
    rule.severity,
    words.confidences[rule.confidence],
    words.stages[rule.stage],
  );
  const options = Object.entries(rule.options).map(
    ([name, value]) => `- ${codeSpan(name)}${words.colon}${codeSpan(JSON.stringify(value))}`,
  );
  return [
    `## ${escapeMarkdown(rule.title[language])} (${codeSpan(rule.id)})`,
    facts,
    // The README's headings stand below the title of this comment.
    rule.help[language].trim().replace(/^(#{2,5}) /gm, '#$1 '),
    options.length === 0 ? '' : `**${words.options}**\n\n${options.join('\n')}`,
    `[${words.readMore}](${linkTarget(context.ruleUrl(rule.id))})`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Rules whose ids a slip of the keyboard could have meant, nearest first. */
function nearest(typed: string, known: readonly string[], words: Words): string {
  const near = known
    .map((id) => ({ id, distance: editDistance(typed.slice(0, 100), id) }))
    .filter(({ id, distance }) => distance <= Math.max(2, id.length / 4) || (typed.length >= 4 && id.includes(typed)))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3);
  return near.length === 0 ? '' : words.didYouMean(near.map(({ id }) => codeSpan(id)).join(', '));
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
