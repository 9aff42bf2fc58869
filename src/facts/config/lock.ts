/** Lock files of Python's package managers: poetry.lock, uv.lock, pdm.lock, pylock.toml, Pipfile.lock. */

/** UTF-16 units; the largest that people have are a tenth of it. */
const MAX_LENGTH = 20_000_000;
/** A package of a TOML lock, in its own table; what it depends on stands indented, or inline. */
const TOML_PACKAGE = /^name = "([\w.-]{1,200})"/gm;
/** A package of `Pipfile.lock`, two levels deep as Pipenv writes it. */
const JSON_PACKAGE = /^ {8}"([\w.-]{1,200})": \{/gm;

/** Normalised names of the distributions that are locked, sorted. */
export function readLock(text: string): readonly string[] {
  if (text.length > MAX_LENGTH) return [];
  const pattern = /^\s*\{/.test(text.slice(0, 100)) ? JSON_PACKAGE : TOML_PACKAGE;
  const names = Array.from(text.matchAll(pattern), ([, name = '']) => name.toLowerCase().replace(/[-_.]+/g, '-'));
  return [...new Set(names)].sort();
}
