/** Short texts of versions alone: https://devcenter.heroku.com/articles/python-runtimes, pyenv, asdf. */
import type { VersionLine } from '../../model/facts.ts';

/** UTF-16 units. */
const MAX_LENGTH = 1_000;
const LINE = /^(?:([a-z][a-z_]*)(?:[ \t]+|-))?v?(\d+(?:\.\d+)*[\w.+-]{0,20})(?:[ \t].*)?$/i;

/** The versions of a text that holds nothing else; none, where a line says anything else. */
export function readVersions(text: string): readonly VersionLine[] {
  if (text.length > MAX_LENGTH) return [];
  const found: VersionLine[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const line of text.slice(at).split('\n')) {
    const body = line.trim();
    const s = at + line.length - line.trimStart().length;
    at += line.length + 1;
    if (body === '' || body.startsWith('#')) continue;
    const match = LINE.exec(body);
    if (match?.[2] === undefined) return [];
    found.push({ tool: match[1]?.toLowerCase() ?? null, version: match[2], s, e: s + body.length });
  }
  return found;
}
