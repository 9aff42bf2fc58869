/** Shell scripts of CI steps, taken apart into simple commands: what stands between `&&`, `||`, `;` and `|`. */

export interface ShellCommand {
  readonly text: string;
  /** Line of the script in which it begins, from 0. */
  readonly line: number;
  /** What follows it: `||`, `&&`, `|`, `;`, `&`, or empty for the last one of a line. */
  readonly then: string;
  /** Number of its list: commands joined by operators share it. */
  readonly list: number;
  /** Its status decides what happens next: `if pytest; then`. */
  readonly asked: boolean;
  /** The first command of a group: `(pytest && …)`. */
  readonly group: boolean;
}

/** UTF-16 units; steps have a few hundred. */
const MAX_SCRIPT = 20_000;
const MAX_COMMANDS = 300;

/** The simple commands of a script, in order. One pass; nothing is expanded. */
export function shellCommands(script: string): readonly ShellCommand[] {
  const text = script.length > MAX_SCRIPT ? script.slice(0, MAX_SCRIPT) : script;
  const reader = new ScriptReader(text);
  reader.read();
  return reader.commands;
}

class ScriptReader {
  readonly commands: ShellCommand[] = [];
  readonly #text: string;
  #piece = '';
  #line = 0;
  #from = 0;
  #list = 0;
  #heredocs: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(): void {
    const text = this.#text;
    let at = 0;
    while (at < text.length && this.commands.length < MAX_COMMANDS) {
      const c = text[at] ?? '';
      if (c === '\\') at = this.#escaped(at);
      else if (c === "'" || c === '"' || c === '`') at = this.#quoted(at, c);
      else if (c === '$' && text.startsWith('${{', at)) at = this.#until(at, '}}');
      else if (c === '#' && /(^|\s)$/.test(this.#piece.slice(-1))) at = endOfLine(text, at);
      else if (c === '\n') at = this.#newline(at);
      else if (c === '<' && /^<<-?\s*(['"]?)\w+\1/.test(text.slice(at, at + 60)) && text[at + 2] !== '<')
        at = this.#heredoc(at);
      else if (c === ';' || c === '|' || c === '&') at = this.#operator(at);
      else {
        this.#add(c);
        at += 1;
      }
    }
    this.#close('');
  }

  #add(part: string): void {
    if (this.#piece === '') {
      if (part.trim() === '') return;
      this.#from = this.#line;
    }
    this.#piece += part;
  }

  #escaped(at: number): number {
    const next = this.#text[at + 1] ?? '';
    const carriage = next === '\r' && this.#text[at + 2] === '\n';
    if (next === '\n' || carriage) {
      this.#add(' ');
      this.#line += 1;
      return at + (carriage ? 3 : 2);
    }
    this.#add(`\\${next}`);
    return at + 2;
  }

  #quoted(at: number, quote: string): number {
    let end = at + 1;
    while (end < this.#text.length && this.#text[end] !== quote)
      end += this.#text[end] === '\\' && quote === '"' ? 2 : 1;
    return this.#take(at, end + 1);
  }

  #until(at: number, mark: string): number {
    const end = this.#text.indexOf(mark, at);
    return this.#take(at, end < 0 ? this.#text.length : end + mark.length);
  }

  #take(from: number, to: number): number {
    const part = this.#text.slice(from, to);
    this.#add(part);
    this.#line += part.split('\n').length - 1;
    return Math.max(to, from + 1);
  }

  #newline(at: number): number {
    // A line that ends in an operator goes on in the next one.
    if (this.#piece !== '') this.#close('');
    if (!this.#isOpen()) this.#list += 1;
    this.#line += 1;
    let next = at + 1;
    for (const mark of this.#heredocs) next = this.#afterHeredoc(next, mark);
    this.#heredocs = [];
    return next;
  }

  #isOpen(): boolean {
    const then = this.commands.at(-1)?.then;
    return then === '||' || then === '&&' || then === '|';
  }

  #heredoc(at: number): number {
    const match = /^<<-?\s*(['"]?)(\w+)\1/.exec(this.#text.slice(at, at + 60));
    this.#heredocs.push(match?.[2] ?? '');
    this.#add(' ');
    return at + (match?.[0].length ?? 2);
  }

  #afterHeredoc(at: number, mark: string): number {
    let from = at;
    while (from < this.#text.length) {
      const end = endOfLine(this.#text, from);
      const isEnd = this.#text.slice(from, end).trim() === mark;
      this.#line += 1;
      from = end + 1;
      if (isEnd) break;
    }
    return from;
  }

  #operator(at: number): number {
    const two = this.#text.slice(at, at + 2);
    // `2>&1` and `&>` redirect.
    if (this.#text[at] === '&' && two !== '&&' && (this.#text[at - 1] === '>' || this.#text[at + 1] === '>')) {
      this.#add('&');
      return at + 1;
    }
    const operator = two === '||' || two === '&&' || two === '|&' || two === ';;' ? two : (this.#text[at] ?? '');
    this.#close(operator === '|&' ? '|' : operator[0] === ';' ? ';' : operator);
    if (operator[0] === ';') this.#list += 1;
    return at + operator.length;
  }

  #close(then: string): void {
    const words = this.#piece.trim();
    this.#piece = '';
    if (words === '') return;
    const asked = /^(if|elif|while|until|!)\s/.test(words);
    const plain = words.replace(/^(?:(?:if|elif|while|until|then|else|do|exec|!)\s+)+/, '');
    const group = /^[({]\s*(?!\()/.test(plain);
    // What closes a group or a substitution belongs to no command.
    const inner = group ? plain.slice(1).trim() : plain;
    const text = inner.endsWith(')') && !inner.includes('(') ? inner.replace(/\)+$/, '') : inner;
    if (/^(fi|done|esac|then|else|do|[)}]|)$/.test(text)) {
      const last = this.commands.at(-1);
      // `(pytest; flake8) || true`: what follows the group follows its last command.
      if (last && then !== '') this.commands[this.commands.length - 1] = { ...last, then };
      return;
    }
    this.commands.push({ text, line: this.#from, then, list: this.#list, asked, group });
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
