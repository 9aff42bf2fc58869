/** Passwords among the arguments of commands: `curl -u user:…`, `mysql -p…`, `sshpass -p …`. */
import type { Candidate } from './candidate.ts';
import { judgeValue } from './judge-value.ts';
import { isReference } from './own-form.ts';
import { isChosenAsPlaceholder, isLocalOrExample } from './url-password.ts';

export interface Command {
  readonly head: string;
  /** Finds the option; the password is what the last group holds, the user's name what the group before it does. */
  readonly option: RegExp;
}

/** A word of a shell, without the quotes around it. */
const WORD = String.raw`(?:'([^'\n]{4,100})'|"([^"\n]{4,100})"|([^\s"'\x60;|&<>()]{4,100}))`;
const USER_AND_WORD = String.raw`(?:'([\w.@+-]{1,60}):([^'\n]{4,100})'|"([\w.@+-]{1,60}):([^"\n]{4,100})"|([\w.@+-]{1,60}):([^\s"'\x60;|&<>()\\]{4,100}))`;
const option = (flags: string, word = WORD): RegExp => new RegExp(`[ \\t]${flags}${word}`);

export const COMMANDS: readonly Command[] = [
  { head: 'curl', option: option('(?:-[a-zA-Z]{0,6}u|--user|--proxy-user)[ \\t=]{0,3}', USER_AND_WORD) },
  { head: 'mysql', option: option('(?:-p|--password=)') },
  { head: 'sshpass', option: option('-p[ \\t]{0,3}') },
  { head: 'redis-cli', option: option('(?:-a|--pass)[ \\t]{1,3}') },
  { head: 'docker login', option: option('(?:-p|--password)[ \\t=]{1,3}') },
  { head: 'podman login', option: option('(?:-p|--password)[ \\t=]{1,3}') },
  { head: 'mongo', option: option('(?:-p|--password)[ \\t=]{1,3}') },
  { head: 'requirepass', option: option('') },
  { head: 'az login', option: option('(?:-p|--password)[ \\t=]{1,3}') },
  { head: 'rabbitmqctl ', option: option('{0,2}(?:add_user|change_password)[ \\t]{1,3}[\\w.@-]{1,40}[ \\t]{1,3}') },
  { head: 'mc alias set', option: option('[\\w-]{1,40}[ \\t]{1,3}https?://\\S{1,100}[ \\t]{1,3}\\S{1,40}[ \\t]{1,3}') },
  { head: 'openssl', option: option('(?:-pass|-passin|-passout)[ \\t]{1,3}pass:') },
  { head: 'openssl enc', option: option('-k[ \\t]{1,3}') },
  { head: 'http', option: option('(?:-a|--auth)[ \\t=]{1,3}', USER_AND_WORD) },
  { head: 'ConvertTo-SecureString', option: option('(?:-String[ \\t]{1,3})?') },
  { head: 'smbclient', option: option('-U[ \\t]{0,3}[\\w.]{1,40}%') },
  { head: 'htpasswd -', option: option('[\\w./-]{1,60}[ \\t]{1,3}[\\w.@-]{1,40}[ \\t]{1,3}') },
];

const MAX_LINE = 300;

/** The password among what follows the command's name, which ends at `end`. */
export function commandLine(text: string, command: Command, end: number): Candidate | null {
  const start = end - command.head.length;
  if (!text.startsWith(command.head, start) || /\w/.test(text[start - 1] ?? '')) return null;
  const line = lineFrom(text, end);
  const found = command.option.exec(line);
  const groups = found?.slice(1).filter((group) => group !== undefined) ?? [];
  const value = groups.at(-1);
  if (found === null || value === undefined || isReference(value)) return null;
  const judgement = judgeValue(value, 'password', 'settings');
  if (judgement === null) return null;
  const quoted = /["']$/.test(found[0]) ? 1 : 0;
  const e = end + found.index + found[0].length - quoted;
  const doubt = isLocalOrExample(line) ? 'local' : judgement.doubt;
  const placeholder = isChosenAsPlaceholder(groups.at(-2) ?? '', value);
  return {
    s: e - value.length,
    e,
    type: 'generic-password',
    label: 'password',
    revoke: null,
    name: command.head.replace(/ -$/, ''),
    context: 'text',
    confidence: placeholder || doubt !== null ? 'low' : judgement.confidence,
    doubt: placeholder ? 'placeholder' : doubt,
  };
}

/** To the end of the command: a line that ends in `\` goes on. */
function lineFrom(text: string, from: number): string {
  return /^(?:[^\n\\]|\\[^\n]|\\\n)*/.exec(text.slice(from, from + MAX_LINE))?.[0] ?? '';
}
