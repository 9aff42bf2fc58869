/** Where the commands of CI lead: targets of Makefiles, shell scripts, environments of tox, tasks of pyproject.toml. */
import { entriesOf, entryOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { DataNode } from '../../model/facts.ts';
import { type Place, spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';
import { joinPath } from '../deployment/paths.ts';
import type { Classified } from './classify.ts';

/** A script in another file: its text, and where each of its lines stands. */
export interface CalledScript {
  readonly key: string;
  readonly lines: readonly { readonly text: string; readonly at: Place }[];
}

/** What a command calls, or `null` where that is not in the repository or not read. */
export function calledScript(
  db: Db,
  folder: string,
  { by, name }: NonNullable<Classified['calls']>,
): CalledScript | null {
  if (by === 'shell') return shellScript(db, folder, name);
  if (by === 'make') return makeTargets(db, folder, name);
  if (by === 'tox') return toxCommands(db, folder);
  return task(db, folder, name);
}

function shellScript(db: Db, folder: string, name: string): CalledScript | null {
  for (const path of [joinPath(folder, name), joinPath('', name)]) {
    const facts = db.facts(path);
    const script = facts?.script;
    if (!facts || !script || script.length === 0) continue;
    return {
      key: path,
      lines: script.map((line) => ({ text: line.text, at: { path, span: spanOf(facts.lineStarts, line) } })),
    };
  }
  return null;
}

const MAKEFILES = ['Makefile', 'makefile', 'GNUmakefile', 'justfile', 'Justfile', '.justfile'];

function makeTargets(db: Db, folder: string, name: string): CalledScript | null {
  const wanted = new Set(name.split(/\s+/).filter((word) => word !== ''));
  for (const path of MAKEFILES.map((file) => joinPath(folder, file))) {
    const facts = db.facts(path);
    const script = facts?.script;
    if (!facts || !script || script.length === 0) continue;
    const lines = script.map((line) => ({ ...line, at: { path, span: spanOf(facts.lineStarts, line) } }));
    const reached = wanted.size === 0 ? firstTarget(lines) : withDependencies(lines, wanted);
    let inside = false;
    const found = lines.filter((line) => {
      if (line.target) inside = targetsOf(line.text).some((target) => reached.has(target));
      return inside && !line.target;
    });
    return { key: `${path} ${[...wanted].join(' ')}`, lines: found };
  }
  return null;
}

type MakeLine = { readonly text: string; readonly target?: true };

function targetsOf(text: string): readonly string[] {
  return text
    .slice(0, text.indexOf(':'))
    .trim()
    .split(/\s+/)
    .map((word, index) => (index === 0 ? word.replace(/^@/, '') : word));
}

function firstTarget(lines: readonly MakeLine[]): ReadonlySet<string> {
  const first = lines.find(({ target, text }) => target && !text.startsWith('.'));
  return withDependencies(lines, new Set(first ? targetsOf(first.text).slice(0, 1) : []));
}

function withDependencies(lines: readonly MakeLine[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set(wanted);
  for (const target of reached) {
    for (const { text } of lines.filter((line) => line.target && targetsOf(line.text).includes(target))) {
      for (const word of text.slice(text.indexOf(':') + 1).split(/\s+/)) if (/^[\w.-]+$/.test(word)) reached.add(word);
    }
    if (reached.size > 60) break;
  }
  return reached;
}

function toxCommands(db: Db, folder: string): CalledScript | null {
  for (const base of new Set([folder, ''])) {
    const path = joinPath(base, 'tox.ini');
    const facts = db.facts(path);
    const sections = entriesOf(facts?.documents?.[0]).filter(({ key }) => key.startsWith('testenv'));
    if (!facts || sections.length === 0) continue;
    const lines = sections.flatMap(({ v }) => {
      const commands = entryOf(v, 'commands');
      const at = { path, span: spanOf(facts.lineStarts, commands ?? v) };
      return (textOf(commands?.v) ?? '').split('\n').map((text) => ({ text: text.replace(/^\s*-?\s*/, ''), at }));
    });
    return { key: path, lines };
  }
  return null;
}

const TASK_TABLES: readonly (readonly string[])[] = [
  ['tool', 'poe', 'tasks'],
  ['tool', 'taskipy', 'tasks'],
  ['tool', 'pdm', 'scripts'],
  ['tool', 'rye', 'scripts'],
  ['tool', 'hatch', 'envs'],
];

function task(db: Db, folder: string, name: string): CalledScript | null {
  for (const base of new Set([folder, ''])) {
    const path = joinPath(base, 'pyproject.toml');
    const facts = db.facts(path);
    const [document] = facts?.documents ?? [];
    if (!facts || !document) continue;
    const found = TASK_TABLES.flatMap((table) => {
      const node = valueAt(document, ...table);
      const scopes = table.includes('hatch') ? entriesOf(node).map(({ v }) => valueAt(v, 'scripts')) : [node];
      return scopes.flatMap((scope) => entryOf(scope, name) ?? []);
    });
    const [entry] = found;
    if (!entry) continue;
    const at = { path, span: spanOf(facts.lineStarts, entry) };
    return { key: `${path} ${name}`, lines: taskLines(entry.v).map((text) => ({ text, at })) };
  }
  return null;
}

function taskLines(node: DataNode): readonly string[] {
  const text = textOf(node) ?? textOf(valueAt(node, 'cmd')) ?? textOf(valueAt(node, 'shell'));
  if (text !== null) return [text];
  return itemsOf(node).flatMap(taskLines);
}
