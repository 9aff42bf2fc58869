/** The id and the file name of a new revision, in the manner of its chain; and the date that it says. */
import { createHash } from 'node:crypto';
import type { Chain, Revision } from '../../../model/schema.ts';
import type { FileStyle } from './file-style.ts';

/** Revisions that show how files are named. */
const SHOWN = 3;

export interface Stamp {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

/** Today at midnight, or a minute after the parent where that one is younger: a child is never older than its parent. */
export function stampAfter(parent: Revision | null, today: string): Stamp {
  const wanted = `${today} 00:00:00`;
  const written = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(parent?.created ?? '');
  const known = written ? `${written[1]} ${written[2]}` : '';
  const time = known < wanted ? Date.parse(`${today}T00:00:00Z`) : Date.parse(`${known.replace(' ', 'T')}Z`) + 60_000;
  const [date = '', clock = ''] = new Date(time).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const [hour = '', minute = '', second = ''] = clock.slice(0, 8).split(':');
  return { year, month, day, hour, minute, second };
}

export interface NewRevision {
  readonly chain: Chain;
  /** Ids of all branches. */
  readonly taken: readonly string[];
  /** What the migration does. */
  readonly content: string;
  readonly message: string;
  readonly stamp: Stamp;
}

/** 12 hexadecimal digits made of what the migration does; the next number in a chain that counts, the time in one that dates. */
export function revisionId({ chain, taken, content, message, stamp }: NewRevision): string {
  const shown = chain.revisions.slice(-SHOWN).map(({ id }) => id);
  return nextDated(shown, taken, stamp) ?? nextCounted(shown, taken, message) ?? digest(content);
}

function digest(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

/** `0041`, `0041_add_name`, `rev_41`. */
const COUNTED = /^([A-Za-z]+[-_]?|)(\d{1,5})(_\w+)?$/;

function nextCounted(shown: readonly string[], taken: readonly string[], message: string): string | null {
  const counted = shown.map((id) => COUNTED.exec(id));
  const [, prefix = '', last = '', slug] = counted.at(-1) ?? [];
  // One `a12` is a digest as well as a number.
  const isEnough = last.length > 1 && (prefix === '' || shown.length > 1);
  if (!isEnough && shown.length < SHOWN) return null;
  if (counted.length === 0 || counted.some((one) => one === null || one[1] !== prefix)) return null;
  const others = taken.filter((id) => !DATED.test(id)).map((id) => COUNTED.exec(id));
  const numbers = others.map((one) => (one?.[1] === prefix ? Number(one[2]) : 0));
  const next = `${prefix}${String(Math.max(...numbers) + 1).padStart(last.length, '0')}`;
  return slug === undefined ? next : `${next}_${slugOf(message, 24)}`;
}

/** `20240105`, `2024_01_05_1012`, `20240105_0002`. */
const DATED = /^(\d{4})([-_]?)(\d\d)\2(\d\d)(?:([-_T]?)(\d{6}|\d{4}|\d\d))?$/;

function nextDated(shown: readonly string[], taken: readonly string[], stamp: Stamp): string | null {
  const dated = shown.map((id) => DATED.exec(id));
  const last = dated.at(-1);
  if (!last || dated.some((one) => one?.[2] !== last[2] || one?.[6]?.length !== last[6]?.length)) return null;
  const [, , between = '', , , before = '', rest] = last;
  const day = [stamp.year, stamp.month, stamp.day].join(between);
  const time = `${stamp.hour}${stamp.minute}${stamp.second}`.slice(0, rest?.length ?? 0);
  const isCount = rest !== undefined && dated.every((one) => /^0+\d{1,2}$/.test(one?.[6] ?? ''));
  const first = isCount ? '1'.padStart(rest.length, '0') : time;
  let next = `${day}${rest === undefined ? '' : `${before}${first}`}`;
  for (let n = 1; taken.includes(next); n++)
    next =
      rest === undefined ? `${day}_${n + 1}` : `${day}${before}${String(Number(first) + n).padStart(rest.length, '0')}`;
  return next;
}

/** As Alembic makes it of a message. */
function slugOf(message: string, length: number): string {
  const slug = (message.match(/\w+/g) ?? []).join('_').toLowerCase();
  if (slug.length <= length) return slug;
  const cut = slug.slice(0, length);
  return cut.includes('_') ? cut.slice(0, cut.lastIndexOf('_')) : cut;
}

/** The name of the file, without its folder. */
export function fileName(chain: Chain, style: FileStyle, id: string, message: string, stamp: Stamp): string {
  const slug = slugOf(message, style.slugLength);
  const template = style.template ?? seenTemplate(chain);
  const values: Readonly<Record<string, string>> = {
    ...stamp,
    rev: id,
    slug,
    epoch: String(
      Math.floor(
        Date.parse(`${stamp.year}-${stamp.month}-${stamp.day}T${stamp.hour}:${stamp.minute}:${stamp.second}Z`) / 1000,
      ),
    ),
    number: nextNumber(chain),
  };
  const name = template.replace(/%\((\w+)\)([.\d]*)[sd]/g, (_, key: string, format: string) => {
    const value = values[key] ?? '';
    const isNumber = Object.hasOwn(stamp, key);
    return isNumber ? String(Number(value)).padStart(Number(/\d+$/.exec(format)?.[0] ?? 1), '0') : value;
  });
  return `${name.replace(/[^\w.-]/g, '_')}.py`;
}

/** The pattern of the newest files, where they agree on one; else Alembic's own. */
function seenTemplate(chain: Chain): string {
  const seen = chain.revisions.slice(-SHOWN).map(patternOf);
  const [first] = seen;
  return first != null && seen.every((one) => one === first) ? first : '%(rev)s_%(slug)s';
}

function patternOf({ path, id }: Revision): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.py'.length);
  const dated = /^(\d{4})([-_]?)(\d\d)\2(\d\d)(?:([-_T]?)(\d\d)([-_]?)(\d\d)(?:\7(\d\d))?)?(?=[-_])/.exec(name);
  const rest = dated ? name.slice(dated[0].length) : name;
  const [, , between = '', , , before = '', hour, inside = '', , second] = dated ?? [];
  const date = dated ? `%(year)d${between}%(month).2d${between}%(day).2d` : '';
  const time =
    hour === undefined
      ? ''
      : `${before}%(hour).2d${inside}%(minute).2d${second === undefined ? '' : `${inside}%(second).2d`}`;
  const tail = tailOf(rest, id, dated !== null);
  return tail === null ? null : `${date}${time}${tail}`;
}

function tailOf(rest: string, id: string, isDated: boolean): string | null {
  const lead = isDated ? rest.slice(0, 1) : '';
  const text = rest.slice(lead.length);
  if (text === id) return `${lead}%(rev)s`;
  if (text.startsWith(`${id}_`) || text.startsWith(`${id}-`)) return `${lead}%(rev)s${text.charAt(id.length)}%(slug)s`;
  if (text.endsWith(`_${id}`)) return `${lead}%(slug)s_%(rev)s`;
  const counted = /^\d{2,5}(?=[-_])/.exec(text)?.[0];
  if (counted !== undefined && !isDated) return `%(number)s${text.charAt(counted.length)}%(slug)s`;
  return /^[a-z]\w*$/i.test(text) ? `${lead}%(slug)s` : null;
}

function nextNumber(chain: Chain): string {
  const numbers = chain.revisions.flatMap(({ path }) => /(?:^|\/)(\d{2,5})[-_][^/]*$/.exec(path)?.[1] ?? []);
  const last = numbers.toSorted((a, b) => Number(a) - Number(b)).at(-1) ?? '0000';
  return String(Number(last) + 1).padStart(last.length, '0');
}
