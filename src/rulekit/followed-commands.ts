/** Commands with what they run in turn: shell scripts, targets of a Makefile, programs of supervisor, Python files. */
import type { ServiceCommand } from '../model/deployment.ts';
import type { ScriptLine } from '../model/facts.ts';
import type { Project, SourceFile } from '../model/project.ts';
import { simpleCommands, wordsOf } from './commands.ts';
import { placeIn } from './index.ts';

export interface Followed {
  /** Those given, each with those that it leads to behind it. */
  readonly commands: readonly ServiceCommand[];
  /** The scripts and Python files that run. */
  readonly runs: readonly string[];
  /** A script was not found, or there was too much. */
  readonly isOpen: boolean;
}

const MAX_DEPTH = 4;
const MAX_COMMANDS = 300;

/** What the given commands run, inside the folder `context` where a name could mean several files. */
export function followed(project: Project, given: readonly ServiceCommand[], context: string): Followed {
  const commands: ServiceCommand[] = [];
  const runs = new Set<string>();
  let isOpen = false;
  const enter = (command: ServiceCommand, depth: number): void => {
    if (commands.length >= MAX_COMMANDS || depth > MAX_DEPTH) {
      isOpen = true;
      return;
    }
    commands.push(command);
    for (const simple of simpleCommands(command.text)) {
      const target = targetOf(wordsOf(simple));
      if (target === null) continue;
      const file = fileOf(project, target, context);
      if (!file) {
        // A Python module may be a library's; a script that is not there is made elsewhere.
        if (target.kind !== 'module') isOpen = true;
        continue;
      }
      const key = `${file.path} ${target.kind === 'make' ? target.name : ''}`;
      if (runs.has(key)) continue;
      runs.add(key);
      for (const line of linesOf(file, target)) {
        enter({ role: command.role, text: line.text, at: placeIn(file, line) }, depth + 1);
      }
    }
  };
  for (const command of given) enter(command, 0);
  return { commands, runs: [...new Set([...runs].map((key) => key.slice(0, key.indexOf(' '))))], isOpen };
}

type Target = { readonly kind: 'script' | 'python' | 'module' | 'make' | 'supervisor'; readonly name: string };

const WRAPPERS = new Set(
  'poetry uv pdm hatch pipenv run rye tini dumb-init gosu su-exec env bash sh ash zsh . source -- -c -e -x -ex -eu -l -lc -ec -g -s -v -u -m opentelemetry-instrument ddtrace-run newrelic-admin run-program coverage doppler'.split(
    ' ',
  ),
);

/** The file that a command runs, as it names it. */
function targetOf(words: readonly string[]): Target | null {
  for (const [index, word] of words.entries()) {
    const base = word.slice(word.lastIndexOf('/') + 1);
    if (/^python[\d.]*$/.test(base)) return pythonTarget(words.slice(index + 1));
    if (base === 'make' || base === 'just') {
      const name = words.slice(index + 1).find((one) => !one.startsWith('-') && !one.includes('='));
      return { kind: 'make', name: name ?? '' };
    }
    if (base === 'supervisord') {
      const after = words.slice(index + 1);
      const named = after[after.findIndex((one) => /^(-c|--configuration)$/.test(one)) + 1];
      return { kind: 'supervisor', name: named ?? 'supervisord.conf' };
    }
    if (
      /\.(sh|bash)$/.test(word) ||
      (/^(\.{0,2}\/)[\w./-]*$/.test(word) && !/^\/(usr|bin|sbin|opt|venv|root|home)\//.test(word))
    ) {
      return /\.py$/.test(word) ? { kind: 'python', name: word } : { kind: 'script', name: word };
    }
    if (/\.py$/.test(word)) return { kind: 'python', name: word };
    if (!WRAPPERS.has(base) && !word.startsWith('-')) return null;
  }
  return null;
}

function pythonTarget(words: readonly string[]): Target | null {
  const module = words.indexOf('-m');
  const name = module >= 0 ? words[module + 1] : words.find((word) => !word.startsWith('-'));
  if (name === undefined || words.includes('-c')) return null;
  return module >= 0 ? { kind: 'module', name: name.replaceAll('.', '/') } : { kind: 'python', name };
}

/** The file with the longest end in common with the name, one of the service's own folder first. */
function fileOf(project: Project, { kind, name }: Target, context: string): SourceFile | null {
  if (kind === 'make') return first(project, ['Makefile', 'makefile', 'GNUmakefile', 'justfile', 'Justfile'], context);
  const parts = name.split('/').filter((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('$'));
  if (kind === 'module') return whole(project, [`${name}.py`, `${name}/__main__.py`], context);
  for (let from = 0; from < parts.length; from++) {
    const found = whole(project, [parts.slice(from).join('/')], context);
    if (found) return found;
  }
  return null;
}

function whole(project: Project, ends: readonly string[], context: string): SourceFile | null {
  for (const end of ends) {
    const found = first(project, [end], context) ?? ending(project, end, context);
    if (found) return found;
  }
  return null;
}

function first(project: Project, names: readonly string[], context: string): SourceFile | null {
  for (const folder of context === '' ? [''] : [`${context}/`, '']) {
    for (const name of names) {
      const file = project.file(folder + name);
      if (file) return file;
    }
  }
  return null;
}

function ending(project: Project, end: string, context: string): SourceFile | null {
  const name = end.slice(end.lastIndexOf('/') + 1);
  const found = (pathsByName(project).get(name) ?? []).filter((path) => path.endsWith(`/${end}`));
  const own = found.find((one) => one.startsWith(`${context}/`));
  // One of several services' scripts of the same name: whose, nobody can tell.
  const path = own ?? (context === '' || found.length === 1 ? found[0] : undefined);
  return (path === undefined ? undefined : project.file(path)) ?? null;
}

/** The files that commands may run, by their last name. */
function pathsByName(project: Project): ReadonlyMap<string, readonly string[]> {
  return project.memo('runnable-paths', (of) => {
    const runnable = of.paths().filter((path) => /\.(py|sh|bash|conf|ini)$|(^|\/)[\w-]+$/.test(path));
    return Map.groupBy(runnable, (path) => path.slice(path.lastIndexOf('/') + 1));
  });
}

function linesOf(file: SourceFile, target: Target): readonly ScriptLine[] {
  const lines = file.facts.script ?? [];
  if (target.kind === 'supervisor') {
    return lines.flatMap((line) => {
      const command = /^command\s*=\s*(.+)$/.exec(line.text)?.[1];
      return command === undefined ? [] : [{ text: command, s: line.s, e: line.e }];
    });
  }
  if (target.kind !== 'make') return lines;
  const names = new RegExp(`(^|\\s)${target.name.replaceAll(/[^\w-]/g, '.')}(\\s|:|$)`);
  const from =
    target.name === '' ? 0 : lines.findIndex((line) => line.target && names.test(line.text.split(':', 1)[0] ?? ''));
  if (from < 0) return [];
  const until = lines.findIndex((line, index) => index > from && line.target);
  return lines.slice(from + 1, until < 0 ? lines.length : until);
}
