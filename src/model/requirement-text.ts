/** One requirement as people write it: https://packaging.python.org/en/latest/specifications/dependency-specifiers/ */

export interface RequirementText {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly extras: readonly string[];
  readonly specifier: string;
  readonly marker: string | null;
  readonly url: string | null;
}

const NAMED = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s;
const SPECIFIER = /^\(?\s*((?:(?:===|==|~=|!=|<=|>=|<|>)\s*[^\s,;()<>=!~]+\s*(?:,\s*)?)+)\)?$/;

/** `name[extra] >=1,<2 ; marker`, `name @ url`; `null` for anything else. At most a thousand characters are read. */
export function parseRequirement(text: string): RequirementText | null {
  if (text.length > 1_000) return null;
  const url = /^(.*?)\s*@\s*(\S+)\s*(?:;(.*))?$/s.exec(text);
  const separator = text.indexOf(';');
  const head = url ? (url[1] ?? '') : separator < 0 ? text : text.slice(0, separator);
  const marker = url ? url[3] : separator < 0 ? undefined : text.slice(separator + 1);
  const named = NAMED.exec(head.trim());
  if (named?.[1] === undefined) return null;
  const rest = (named[3] ?? '').trim();
  const specifier = SPECIFIER.exec(rest)?.[1];
  if (rest !== '' && specifier === undefined) return null;
  return {
    name: normalisedName(named[1]),
    extras: (named[2] ?? '')
      .split(',')
      .map((extra) => extra.trim())
      .filter((extra) => extra !== ''),
    specifier: (specifier ?? '').replace(/\s+/g, '').replace(/,$/, ''),
    marker: marker?.trim() || null,
    url: url?.[2] ?? null,
  };
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normalisedName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
