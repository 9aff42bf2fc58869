/** The commands of one script of CI, with those of the scripts that it calls, classified and placed. */
import type { CiCommand, Tolerance } from '../../model/ci.ts';
import type { DataEntry, FileFacts } from '../../model/facts.ts';
import { type Place, spanOf } from '../../model/span.ts';
import type { Db } from '../db.ts';
import { classify } from './classify.ts';
import { shellCommands } from './commands.ts';
import { calledScript } from './scripts.ts';
import { type ShellHabits, toleranceIn } from './tolerance.ts';

/** How deep scripts that call scripts are followed. */
const MAX_DEPTH = 4;
/** Commands of one step. */
const MAX_COMMANDS = 400;

export interface ScriptContext extends ShellHabits {
  readonly step: string;
  /** Folder in which it runs. */
  readonly folder: string;
  /** What lets the step as a whole fail, or keeps it from running. */
  readonly outer: Tolerance | null;
}

type At = (line: number) => Place;

/** A script that stands in an entry of a YAML file. */
export function commandsOfEntry(db: Db, script: string, at: At, context: ScriptContext): readonly CiCommand[] {
  const found: CiCommand[] = [];
  collect({ db, found, seen: new Set(), context }, script, at, 0);
  return found;
}

interface Collecting {
  readonly db: Db;
  readonly found: CiCommand[];
  readonly seen: Set<string>;
  readonly context: ScriptContext;
}

function collect(into: Collecting, script: string, at: At, depth: number): void {
  const commands = shellCommands(script);
  let { folder } = into.context;
  for (const [index, { text, line }] of commands.entries()) {
    if (into.found.length >= MAX_COMMANDS) return;
    const moved = /^cd\s+([\w./-]+)$/.exec(text)?.[1];
    if (moved !== undefined) folder = moved.startsWith('/') ? folder : `${folder}/${moved}`;
    const what = classify(text);
    if (what.inner !== null && depth < MAX_DEPTH) {
      collect(into, what.inner, () => at(line), depth + 1);
      continue;
    }
    const ignored = toleranceIn(commands, index, into.context);
    const tolerance = ignored === null ? into.context.outer : { ...ignored, at: at(line) };
    const isFollowed =
      what.calls !== null && depth < MAX_DEPTH && follow(into, { ...what.calls, folder, tolerance }, depth);
    // What a script does is told by its commands.
    const kind = isFollowed && (what.kind === 'unread' || what.kind === 'tests') ? null : what.kind;
    into.found.push({ text, run: what.run, kind, tool: what.tool, tolerance, step: into.context.step, at: at(line) });
  }
}

interface Call {
  readonly by: 'make' | 'shell' | 'task' | 'tox';
  readonly name: string;
  readonly folder: string;
  readonly tolerance: Tolerance | null;
}

/** Whether the script is there: its commands stand before the one that calls it, once for each step. */
function follow(into: Collecting, call: Call, depth: number): boolean {
  const script = calledScript(into.db, call.folder, call);
  if (!script || script.lines.length === 0) return false;
  if (into.seen.has(script.key)) return true;
  into.seen.add(script.key);
  // Make runs each line by itself and stops at the first that fails; a script without `set -e` goes on.
  const pipefail = call.by !== 'shell';
  const context = { ...into.context, outer: call.tolerance, folder: call.folder, pipefail };
  const lines = script.lines.map(({ text }) => text.replaceAll('\n', ' '));
  const at: At = (line) =>
    script.lines[line]?.at ??
    script.lines[0]?.at ?? { path: script.key, span: { line: 1, column: 1, endLine: 1, endColumn: 1 } };
  collect({ ...into, context }, lines.join('\n'), at, depth + 1);
  return true;
}

/** Where line `line` of a script stands that is written in `entry`: block scalars begin on the line below their key. */
export function placeOfLine(path: string, facts: FileFacts, entry: DataEntry, script: string): At {
  const whole = spanOf(facts.lineStarts, entry);
  const lines = script.split('\n').length;
  const value = spanOf(facts.lineStarts, entry.v);
  const starts = value.line === whole.line && value.endLine > value.line ? value.line + 1 : value.line;
  return (line) => {
    const at = starts + Math.min(line, lines - 1);
    if (at > value.endLine || value.endLine === value.line) return { path, span: whole };
    return { path, span: { line: at, column: 1, endLine: at, endColumn: 1 } };
  };
}
