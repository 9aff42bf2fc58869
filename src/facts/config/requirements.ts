/** pip requirements files: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
import type { Requirement } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { lineEnd, type Reading } from './reading.ts';

/** Longer ones are no requirements, and the expressions below would take their time with them. */
const MAX_REQUIREMENT = 1_000;
const OPTION = /^(-[a-zA-Z]|--[a-z][a-z-]*)(?:\s*=\s*|\s+|$)?(.*)$/s;
const NAMED = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s;
const SPECIFIER = /^\(?\s*((?:(?:===|==|~=|!=|<=|>=|<|>)\s*[^\s,;()<>=!~]+\s*(?:,\s*)?)+)\)?$/;

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
    name: normalised(named[1]),
    extras: (named[2] ?? '')
      .split(',')
      .map((extra) => extra.trim())
      .filter((extra) => extra !== ''),
    specifier: (specifier ?? '').replace(/\s+/g, '').replace(/,$/, ''),
    marker: marker?.trim() || null,
    option: url?.[2] === undefined ? null : { flag: '', value: url[2] },
    ...at,
  };
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function eggName(value: string): string | null {
  const name = /[#&]egg=([A-Za-z0-9._-]+)/.exec(value)?.[1];
  return name === undefined ? null : normalised(name);
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
