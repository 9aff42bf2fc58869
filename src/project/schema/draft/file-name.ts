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

/** 12 hexadecimal digits made of what the migration does; the next number in a chain that counts. */
export function revisionId(chain: Chain, content: string, message: string): string {
  const counted = chain.revisions.slice(-SHOWN).map(({ id }) => /^(\d{2,5})(_\w+)?$/.exec(id));
  if (counted.length > 0 && counted.every((match) => match !== null)) {
    const numbers = chain.revisions.map(({ id }) => Number(/^\d{2,5}(?=_|$)/.exec(id)?.[0] ?? 0));
    const width = counted.at(-1)?.[1]?.length ?? 4;
    const next = String(Math.max(...numbers) + 1).padStart(width, '0');
    return counted.at(-1)?.[2] === undefined ? next : `${next}_${slugOf(message, 24)}`;
  }
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
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
