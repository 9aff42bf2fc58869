/** Dockerfile: https://docs.docker.com/reference/dockerfile/ */
import type { DockerInstruction } from '../../model/facts.ts';
import { lineEnd, type Reading } from './reading.ts';

const DIRECTIVE = /^#[ \t]*escape[ \t]*=[ \t]*([\\`])[ \t]*\r?$/im;
const INSTRUCTION = /^\s*([A-Za-z]+)(?:\s+|$)/;
const FLAG = /^--[a-z][a-z-]*(?:=(?:"[^"]*"|\S*))?(?:\s+|$)/;
const HEREDOC = /<<(-?)(["']?)([A-Za-z_][\w.]*)\2/g;

export function readDockerfile(reading: Reading): readonly DockerInstruction[] {
  const { text } = reading;
  const continuation = directive(text);
  const instructions: DockerInstruction[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const logical = logicalLine(reading, at, continuation);
    at = logical.next;
    const instruction = instructionOf(reading, logical);
    if (instruction === null) continue;
    instructions.push(instruction);
    if (/^(?:RUN|COPY|ADD)$/.test(instruction.name)) at = skipHeredocs(text, at, logical.text);
  }
  return instructions;
}

/** Parser directives stand before anything else. */
function directive(text: string): string {
  const head = /^(?:[ \t]*#[^\n]*\n?)*/.exec(text.slice(0, 2000))?.[0] ?? '';
  return DIRECTIVE.exec(head)?.[1] ?? '\\';
}

interface LogicalLine {
  readonly text: string;
  readonly s: number;
  readonly e: number;
  readonly next: number;
}

/** Lines joined, their secrets masked, by the escape character; comment and blank lines between them are left out, as Docker does. */
function logicalLine(reading: Reading, from: number, continuation: string): LogicalLine {
  const { text } = reading;
  const pieces: string[] = [];
  let at = from;
  let e = from;
  for (let continued = true; continued && at < text.length; ) {
    const end = lineEnd(text, at);
    const line = reading.slice(at, end);
    const next = text.indexOf('\n', end);
    at = next < 0 ? text.length : next + 1;
    const inside = pieces.length > 0;
    if (/^\s*#/.test(line) || (inside && line.trim() === '')) {
      if (!inside) break;
      continue;
    }
    const bare = line.trimEnd();
    continued = bare.endsWith(continuation);
    pieces.push(continued ? bare.slice(0, -1) : line);
    e = end;
  }
  const joined = pieces.join(' ');
  const s = from + (text.slice(from, e).length - text.slice(from, e).trimStart().length);
  return { text: joined.trim(), s: Math.min(s, e), e, next: at };
}

function instructionOf(reading: Reading, line: LogicalLine): DockerInstruction | null {
  const match = INSTRUCTION.exec(line.text);
  const name = match?.[1]?.toUpperCase();
  if (match === null || name === undefined) return null;
  reading.count(line, 0);
  let rest = line.text.slice(match[0].length);
  const flags: string[] = [];
  for (let flag = FLAG.exec(rest); flag !== null; flag = FLAG.exec(rest)) {
    flags.push(flag[0].trim());
    rest = rest.slice(flag[0].length);
  }
  const items = jsonForm(rest);
  const args = items ?? (rest === '' ? [] : [rest]);
  return { name, flags, args, json: items !== null, s: line.s, e: line.e };
}

function jsonForm(rest: string): readonly string[] | null {
  if (!rest.startsWith('[')) return null;
  try {
    const items: unknown = JSON.parse(rest);
    return Array.isArray(items) && items.every((item) => typeof item === 'string') ? items : null;
  } catch {
    // Docker falls back to the shell form as well.
    return null;
  }
}

function skipHeredocs(text: string, from: number, line: string): number {
  let at = from;
  for (const [, strip, , mark] of line.matchAll(HEREDOC)) {
    while (at < text.length) {
      const end = lineEnd(text, at);
      const body = text.slice(at, end);
      const next = text.indexOf('\n', end);
      at = next < 0 ? text.length : next + 1;
      if ((strip === '-' ? body.replace(/^\t+/, '') : body) === mark) break;
    }
  }
  return at;
}
