/** `/audit …` in a comment of a pull request. Pure: who may run it is decided elsewhere. */
import { globProblem } from '../model/glob.ts';

export type Command =
  /** `full` lists what was there before the pull request, too. */
  | { readonly name: 'audit'; readonly full: boolean }
  | { readonly name: 'help' }
  /** The missing migration, written. */
  | { readonly name: 'fix' }
  | { readonly name: 'explain'; readonly rule: string }
  /** Without a rule: the finding in whose thread it is said. */
  | { readonly name: 'ignore'; readonly rule: string | null; readonly path: string | null; readonly reason: string }
  | { readonly name: 'unignore'; readonly rule: string | null; readonly path: string | null }
  | { readonly name: 'override'; readonly reason: string }
  /** `ignore` or `override` without saying why. */
  | { readonly name: 'unfounded'; readonly typed: string }
  /** Something after `/audit` that is no command, or `explain` without a rule: answered with the help, once. */
  | { readonly name: 'unknown'; readonly typed: string };

/** A comment is a conversation, not a script: what follows the fifth command is ignored. */
const MAX_COMMANDS = 5;

/** Enough for two sentences. */
const REASON_CHARS = 500;

/** Whoever lets a commit pass in spite of its verdict says more than "ok". */
const OVERRIDE_REASON_CHARS = 10;

const RULE_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * The commands of a comment, in order, without repetitions. A command stands at the start of a line; what is quoted, in
 * a code block or in an HTML comment was written to be read, not to be run.
 */
export function parseCommands(body: string): readonly Command[] {
  const commands = new Map<string, Command>();
  for (const line of spokenLines(body)) {
    const match = /^\/audit(?:[ \t]+(.*))?$/.exec(line);
    if (match === null) continue;
    const command = parseCommand((match[1] ?? '').trim());
    // One help answers every unknown word of a comment.
    const key = command.name === 'unknown' || command.name === 'audit' ? command.name : JSON.stringify(command);
    if (!commands.has(key)) commands.set(key, command);
    if (commands.size === MAX_COMMANDS) break;
  }
  return [...commands.values()];
}

function parseCommand(typed: string): Command {
  const [said = '', ...because] = typed.split(/(?:^|\s+)--(?:\s+|$)/);
  const reason = because.join(' -- ').trim().slice(0, REASON_CHARS);
  const [word = '', ...words] = said.split(/\s+/).filter((part) => part !== '');
  const unknown: Command = { name: 'unknown', typed: shown(typed) };
  const target = targetOf(words);
  if (word === 'ignore' && target !== null)
    return reason === '' ? unfounded(typed) : { name: 'ignore', ...target, reason };
  if (word === 'unignore' && target !== null) return { name: 'unignore', ...target };
  if (word === 'explain' && target !== null && target.rule !== null && target.path === null)
    return { name: 'explain', rule: target.rule };
  if (words.length > 0) return unknown;
  if (word === 'override')
    return reason.length < OVERRIDE_REASON_CHARS ? unfounded(typed) : { name: 'override', reason };
  if (word === '' || word === 'full') return { name: 'audit', full: word === 'full' };
  return word === 'help' || word === 'fix' ? { name: word } : unknown;
}

/** A rule, a rule and a pattern of paths, or neither; `null` for anything else. */
function targetOf(words: readonly string[]): { readonly rule: string | null; readonly path: string | null } | null {
  const [rule = null, path = null, ...rest] = words;
  if (rest.length > 0 || (rule !== null && !RULE_ID.test(rule))) return null;
  return path !== null && globProblem(path) !== null ? null : { rule, path };
}

function unfounded(typed: string): Command {
  return { name: 'unfounded', typed: shown(typed) };
}

function shown(typed: string): string {
  return `/audit ${typed}`.trim().slice(0, 100);
}

/** The lines that are neither quoted, nor in a fence, nor in an HTML comment, nor indented as code. */
function spokenLines(body: string): readonly string[] {
  const lines: string[] = [];
  let fence: { readonly mark: string; readonly length: number } | null = null;
  for (const line of withoutHtmlComments(body).split(/\r\n|\r|\n/)) {
    const opening = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    const run = opening?.[1] ?? '';
    if (fence === null) {
      if (run === '') lines.push(line.trimEnd());
      else fence = { mark: run.charAt(0), length: run.length };
    } else if (run.startsWith(fence.mark) && run.length >= fence.length && (opening?.[2] ?? '').trim() === '') {
      fence = null;
    }
  }
  return lines;
}

/** Line breaks stay, so that what follows a comment does not move to the start of a line. */
function withoutHtmlComments(body: string): string {
  return body.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => `\u0000${comment.replace(/[^\n]/g, '')}`);
}
