/** pip requirements files: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
import type { Requirement } from '../../model/facts.ts';
import { normalisedName, parseRequirement } from '../../model/requirement-text.ts';
import type { Range } from '../../model/span.ts';
import { lineEnd, type Reading } from './reading.ts';

/** Longer ones are no requirements, and the expressions below would take their time with them. */
const MAX_REQUIREMENT = 1_000;
const OPTION = /^(-[a-zA-Z]|--[a-z][a-z-]*)(?:\s*=\s*|\s+|$)?(.*)$/s;

export function readRequirements(reading: Reading): readonly Requirement[] {
  const requirements: Requirement[] = [];
  for (const line of logicalLines(reading)) {
    const body = line.text.replace(/(^|\s)#.*$/s, '').trim();
    if (body === '') continue;
    reading.count(line, 0);
    const requirement = requirementOf(body, line);
    if (requirement === null) reading.problem('syntax', line, 'requirements: this line does not read as a requirement');
    else requirements.push(requirement);
  }
  return requirements;
}

function requirementOf(body: string, range: Range): Requirement | null {
  const at = { s: range.s, e: range.e };
  const option = OPTION.exec(body);
  if (option?.[1] !== undefined) {
    const value = (option[2] ?? '').trim();
    return { name: eggName(value), extras: [], specifier: '', marker: null, option: { flag: option[1], value }, ...at };
  }
  // Per-requirement options (`--hash=…`) follow after white space, often dozens of them.
  const [requirement = ''] = body.split(/\s--(?=[a-z])/, 1);
  if (requirement.length > MAX_REQUIREMENT) return null;
  if (
    /^(?:[a-z+]+:\/\/|\.{0,2}\/|[A-Za-z]:\\)|\.(?:whl|tar\.gz|zip)(?:$|[#\s;])/.test(requirement) &&
    !requirement.includes(' @ ')
  ) {
    const value = requirement.trim();
    return { name: eggName(value), extras: [], specifier: '', marker: null, option: { flag: '', value }, ...at };
  }
  return namedRequirement(requirement, at);
}

function namedRequirement(text: string, at: Range): Requirement | null {
  const read = parseRequirement(text);
  if (read === null) return null;
  const { url, ...named } = read;
  return { ...named, option: url === null ? null : { flag: '', value: url }, ...at };
}

function eggName(value: string): string | null {
  const name = /[#&]egg=([A-Za-z0-9._-]+)/.exec(value)?.[1];
  return name === undefined ? null : normalisedName(name);
}

function* logicalLines(reading: Reading): Generator<Range & { readonly text: string }> {
  const { text } = reading;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const s = at;
    const pieces: string[] = [];
    let continued = true;
    let e = s;
    while (continued && at <= text.length) {
      e = lineEnd(text, at);
      const line = reading.slice(at, e);
      continued = line.endsWith('\\');
      pieces.push(continued ? line.slice(0, -1) : line);
      const next = text.indexOf('\n', e);
      at = next < 0 ? text.length + 1 : next + 1;
    }
    const joined = pieces.join(' ');
    const indent = joined.length - joined.trimStart().length;
    yield { text: joined, s: Math.min(s + indent, e), e };
  }
}
