/** `/audit …` in a comment of a pull request. Pure: who may run it is decided elsewhere. */

export type Command =
  /** `full` lists what was there before the pull request, too. */
  | { readonly name: 'audit'; readonly full: boolean }
  | { readonly name: 'help' }
  /** The missing migration, written. */
  | { readonly name: 'fix' }
  | { readonly name: 'explain'; readonly rule: string }
  /** Something after `/audit` that is no command, or `explain` without a rule: answered with the help, once. */
  | { readonly name: 'unknown'; readonly typed: string };

/** A comment is a conversation, not a script: what follows the fifth command is ignored. */
const MAX_COMMANDS = 5;

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
    const command = parseCommand((match[1] ?? '').trim().split(/\s+/));
    // One help answers every unknown word of a comment.
    const key = command.name === 'explain' ? `explain ${command.rule}` : command.name;
    if (!commands.has(key)) commands.set(key, command);
    if (commands.size === MAX_COMMANDS) break;
  }
  return [...commands.values()];
}

function parseCommand([word = '', argument = '', ...rest]: readonly string[]): Command {
  if (word === '') return { name: 'audit', full: false };
  if (word === 'full' && argument === '') return { name: 'audit', full: true };
  if (word === 'help' && argument === '') return { name: 'help' };
  if (word === 'fix' && argument === '') return { name: 'fix' };
  if (word === 'explain' && rest.length === 0 && RULE_ID.test(argument)) return { name: 'explain', rule: argument };
  return { name: 'unknown', typed: ['/audit', word, argument, ...rest].filter(Boolean).join(' ').slice(0, 100) };
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
