/** Whether a script goes on as if nothing had happened when one of its commands fails. */
import type { Tolerance } from '../../model/ci.ts';
import type { ShellCommand } from './commands.ts';

/** What the shell of a script does by itself: GitHub sets `pipefail` only where `shell: bash` is written. */
export interface ShellHabits {
  readonly pipefail: boolean;
}

type Ignored = Pick<Tolerance, 'how' | 'text'>;

/** How the failure of command `index` gets lost, or `null`. */
export function toleranceIn(commands: readonly ShellCommand[], index: number, habits: ShellHabits): Ignored | null {
  const command = commands[index];
  if (!command || command.asked) return null;
  const option = optionOf(command.text);
  if (option !== null) return { how: 'option', text: option };
  if (command.then === '||') return alternativeOf(commands, index);
  // `a && b || true`: the alternative is that of all of them.
  if (command.then === '&&') {
    const last = endOfAnds(commands, index);
    return commands[last]?.then === '||' ? alternativeOf(commands, last) : unsetAt(commands, index);
  }
  if (command.then === '|' && !habits.pipefail && !commands.some(({ text }) => /pipefail|PIPESTATUS/.test(text))) {
    const next = commands[index + 1]?.text ?? '';
    return /^(tee|cat|tail|head|sed|awk|sort|column|ts)\b/.test(next)
      ? { how: 'pipe', text: `| ${wordsBefore(next)}` }
      : null;
  }
  return unsetAt(commands, index);
}

function wordsBefore(text: string): string {
  return text.split(/\s+/).slice(0, 2).join(' ');
}

function endOfAnds(commands: readonly ShellCommand[], index: number): number {
  let at = index;
  while (commands[at]?.then === '&&') at += 1;
  return at;
}

function optionOf(text: string): string | null {
  return /(?:^|\s)(--exit-zero(?:-always)?)(?=\s|$)/.exec(text)?.[1] ?? null;
}

const HARMLESS = /^(true|:|\/bin\/true|exit 0|return 0|echo\b|printf\b)/;
const FAILS = /^(exit\s+[^0\s]|return\s+[^0\s]|false\b)/;

function alternativeOf(commands: readonly ShellCommand[], index: number): Ignored | null {
  const next = commands[index + 1];
  if (!next) return null;
  if (next.group) {
    const group = commands.slice(index + 1, index + 12);
    return group.some(({ text }) => FAILS.test(text)) || !HARMLESS.test(next.text)
      ? null
      : { how: 'or', text: `|| { ${next.text} }` };
  }
  if (next.then === '||') return alternativeOf(commands, index + 1);
  if (!HARMLESS.test(next.text)) return null;
  // `|| echo failed && exit 1`
  if (next.then === '&&' && FAILS.test(commands[index + 2]?.text ?? '')) return null;
  const text = next.text.length > 24 ? `${next.text.slice(0, 23)}…` : next.text;
  return { how: 'or', text: `|| ${text}` };
}

/** Behind `set +e`, where neither the status is asked for nor the command is the last one. */
function unsetAt(commands: readonly ShellCommand[], index: number): Ignored | null {
  let unset = false;
  for (const { text } of commands.slice(0, index)) {
    if (/^set\s+\+\w*e/.test(text)) unset = true;
    else if (/^set\s+-\w*e/.test(text)) unset = false;
  }
  if (!unset) return null;
  const after = commands.slice(index + 1);
  if (after.length === 0 || after.some(({ text }) => /\$\?|PIPESTATUS/.test(text))) return null;
  return { how: 'unset', text: 'set +e' };
}
