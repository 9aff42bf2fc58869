/** Commands of texts that start things: shell scripts, Makefiles, systemd units, supervisor's programs; patterns of ignore files. */
import type { ScriptLine } from '../../model/facts.ts';
import type { Reading } from './reading.ts';

/** UTF-16 units. Nobody starts a server with a longer script. */
const MAX_LENGTH = 1 << 16;
const MAX_LINES = 400;
const MAX_WIDTH = 600;

const SHEBANG = /^\ufeff?#!.*\b(?:ba|da|z|k|a)?sh\b/;
/** The line of a Makefile that names a target, before its recipe; the keys of units and of supervisor's programs. */
const MAKE = /^[\w./%-]+[ \t]*:[^=\n]*\r?\n(?:\t|[ ]{2,4}\S)/m;
const UNIT = /^(?:ExecStart(?:Pre|Post)?|command)[ \t]*=/m;
/** How a script without a shebang begins. */
const FIRST =
  /^(?:set\s+-|exec\s|export\s|cd\s|echo\s|alembic\s|python[\d.]*\s|uvicorn\s|gunicorn\s|flask\s|poetry\s|uv\s|source\s|docker(?:-compose)?\s|sleep\s|celery\s)/;

/** What a text runs, line by line: comments left out, continued lines joined, secrets masked. Empty for any other text. */
export function readScript(reading: Reading): readonly ScriptLine[] {
  const { text } = reading;
  if (text.length > MAX_LENGTH || !isScript(text)) return [];
  const lines: ScriptLine[] = [];
  let pieces: string[] = [];
  let s = 0;
  let at = 0;
  for (const line of text.split('\n')) {
    const start = at;
    at += line.length + 1;
    const bare = line.trim();
    if (bare === '' || bare.startsWith('#') || bare.startsWith(';')) continue;
    if (pieces.length === 0) s = start + line.indexOf(bare);
    const e = start + line.trimEnd().length;
    pieces.push(reading.slice(start, e).trim().replace(/\\$/, ''));
    if (bare.endsWith('\\') && pieces.length < 40) continue;
    const target = /^\S/.test(line) && pieces.length === 1 && /^[\w./% -]+:(?!=)/.test(bare);
    lines.push({ text: pieces.join(' ').slice(0, MAX_WIDTH), ...(target && { target: true }), s, e });
    pieces = [];
    if (lines.length >= MAX_LINES) break;
  }
  return lines;
}

function isScript(text: string): boolean {
  if (SHEBANG.test(text)) return true;
  // Prose with blocks of commands, markup, other languages.
  if (
    text.includes('```') ||
    /^\s*(?:[<{]|\[(?!Unit|Service|program:|supervisord|unix_http_server|group:|inet_http))/.test(text)
  )
    return false;
  const first = text.split('\n', 40).find((line) => line.trim() !== '' && !/^\s*(?:#|@echo)/.test(line)) ?? '';
  return FIRST.test(first.trimStart()) || UNIT.test(text) || (MAKE.test(text) && /^\t/m.test(text)) || isJustfile(text);
}

function isJustfile(text: string): boolean {
  return /^(?:set\s+\w|default:|_?default:)/m.test(text) && MAKE.test(text);
}

/** Patterns of `.dockerignore` and `.gitignore`: short texts of words that stand alone on their lines. */
export function readPatterns(text: string): readonly string[] {
  if (text.length > MAX_LENGTH >> 2) return [];
  const lines = text.split('\n').map((line) => line.trim());
  const patterns = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const areWords =
    patterns.length > 0 &&
    patterns.length <= 600 &&
    patterns.every((line) => /^[!\w.*/?[\]{}~$@+,()-]{1,200}$/.test(line));
  return areWords && patterns.some((line) => /[./*]/.test(line)) ? patterns : [];
}
