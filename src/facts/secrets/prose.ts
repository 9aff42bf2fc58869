/** What people tell each other in plain text: "Password: …", "login: admin / …", a row of a table, a line of `.pgpass`. */
import type { Range } from '../../model/span.ts';
import type { Candidate } from './candidate.ts';
import { judgeValue } from './judge-value.ts';
import { looksDrawn } from './letter-pairs.ts';

const VALUE = String.raw`(?:\x60["']?([^\s\x60"']{6,60})["']?\x60|"([^\s"]{6,60})"|([^\s\x60"'|<>(),]{6,60}?))(?=[.,;)*_]{0,3}(?:\s|$|\|))`;
/** `**Password**: value`, `| Password | value |`, `the password is value`, "password `value`". */
const SAID = new RegExp(
  String.raw`(?:[*_]{0,3}[ \t]{0,4}(?:[:=|]|[ \t](?:is|est|es|ist|lautet)[ \t]|[ \t](?=\x60))[*_]{0,3}[ \t]{0,4})${VALUE}`,
  'y',
);
const PAIR = new RegExp(
  String.raw`s?[*_]{0,3}[ \t]{0,4}[:=][*_]{0,3}[ \t]{0,4}\x60?[\w.@+-]{2,60}\x60?[ \t]{0,4}[/|:][ \t]{0,4}${VALUE}`,
  'iy',
);
const PASSWORD_FILE = /^(?:[\w.*-]{1,80}:(?:\d{2,5}|\*):[\w.*-]{1,60}:[\w.*@-]{1,60}:)([^\s:]{4,100})$/;

const NAMES = /^(?:password|passwd|pwd|passe|mdp|passwort|kennwort|contraseña|senha|clave|pw)$/i;

/** The password that a sentence gives, where the word that means one stands at `name`. */
export function saidPassword(text: string, name: Range): Candidate | null {
  // `?password=…`: an address, as logs show them.
  if (!NAMES.test(text.slice(name.s, name.e)) || /[?&]/.test(text[name.s - 1] ?? '')) return null;
  SAID.lastIndex = name.e;
  return told(SAID.exec(text), SAID.lastIndex, text.slice(name.s, name.e));
}

const OF_ADMIN = new RegExp(String.raw`\x60?(?:[ \t]{1,2}[/|][ \t]{1,2}|:(?![:/]))${VALUE}`, 'y');

/** `admin / password`, `admin:password`; the name of the user ends at `end`. */
export function saidOfAdmin(text: string, end: number): Candidate | null {
  if (/[\w-]/.test(text[end - 6] ?? '')) return null;
  OF_ADMIN.lastIndex = end;
  const found = OF_ADMIN.exec(text);
  const value = found?.slice(1).join('') ?? '';
  const strong = /[A-Z]/.test(value) ? /[a-z]/.test(value) : /[!@#$%^&*]/.test(value);
  return strong && !/[/=]/.test(value) ? told(found, OF_ADMIN.lastIndex, 'admin') : null;
}

const PIPED =
  /(?:echo|printf)[ \t]{1,3}(?:-n[ \t]{1,3})?(?:"([^"\n]{4,100})"|'([^'\n]{4,100})'|([^\s"'|]{4,100}))[ \t]*\|[^|\n]{0,80}$/;

/** `echo password | docker login --password-stdin`, `echo "user:password" | chpasswd`; what reads it ends at `end`. */
export function pipedPassword(text: string, end: number): Candidate | null {
  const before = text.slice(Math.max(0, end - 220), end);
  const found = PIPED.exec(before);
  const piped = found?.slice(1).find((group) => group !== undefined);
  if (found === null || piped === undefined) return null;
  const value = before.endsWith('chpasswd') ? piped.slice(piped.indexOf(':') + 1) : piped;
  const judgement = judgeValue(value, 'password', 'settings');
  const s = end - before.length + found.index + found[0].indexOf(piped) + piped.length - value.length;
  return judgement && candidate({ s, e: s + value.length }, judgement, 'password-stdin');
}

const IDENTIFIED =
  /[ \t]{1,3}(?:PASSWORD[ \t]{1,3})?(?:(['"])((?:(?!\1)\S){4,100})\1|([^\s'"\x60\\;,()]{6,60})(?=[\s\\;,'"]|$))/iy;

/** `IDENTIFIED BY 'password'`; the words end at `end`. */
export function identifiedBy(text: string, end: number): Candidate | null {
  IDENTIFIED.lastIndex = end;
  const [, , quoted, bare] = IDENTIFIED.exec(text) ?? [];
  const value = quoted ?? (isOfUser(text, end) ? bare : undefined);
  const judgement =
    value === undefined ? null : judgeValue(value, 'password', bare === undefined ? 'settings' : 'told');
  if (value === undefined || judgement === null) return null;
  const e = IDENTIFIED.lastIndex - (bare === undefined ? 1 : 0);
  return candidate({ s: e - value.length, e }, judgement, 'IDENTIFIED BY');
}

/** Whom a statement identifies; sentences identify things. */
function isOfUser(text: string, end: number): boolean {
  return /\b(?:user|role|login)\s{1,4}\S{1,60}\s{1,4}identified by$/i.test(text.slice(Math.max(0, end - 90), end));
}

/** `login: admin / password`; the word that announces it ends at `end`. */
export function saidPair(text: string, end: number): Candidate | null {
  PAIR.lastIndex = end;
  const found = PAIR.exec(text);
  // `10/hr/IP/24` and `job_id=1` are no passwords.
  return found !== null && /[/=]/.test(found.slice(1).join('')) ? null : told(found, PAIR.lastIndex, 'login');
}

/** A line of `.pgpass`: `host:port:database:user:password`; a part of it ends at `end`. */
export function passwordFileLine(text: string, end: number): Candidate | null {
  const before = text.slice(Math.max(0, end - 100), end);
  const lineBreak = before.lastIndexOf('\n');
  if (lineBreak < 0 && end > 100) return null;
  const start = end - before.length + lineBreak + 1;
  const found = PASSWORD_FILE.exec(/^[^\r\n]{0,320}/.exec(text.slice(start, start + 320))?.[0] ?? '');
  const value = found?.[1];
  const judgement = value === undefined ? null : judgeValue(value, 'password', 'settings');
  if (found === null || value === undefined || judgement === null || /^(?:localhost|127\.)/.test(found[0])) return null;
  const e = start + found[0].length;
  return candidate({ s: e - value.length, e }, judgement, '.pgpass');
}

function told(found: RegExpExecArray | null, to: number, name: string): Candidate | null {
  const value = found?.slice(1).find((group) => group !== undefined);
  if (found === null || value === undefined || !/[A-Za-z]/.test(value)) return null;
  // In a sentence, letters alone are its next word.
  if (!/\d/.test(value) && !(value.length >= 7 && looksDrawn(value) && /[:=|\x60"]/.test(found[0]))) return null;
  const judgement = judgeValue(value, 'password', 'told');
  if (judgement === null) return null;
  const s = to - found[0].length + found[0].lastIndexOf(value);
  return candidate({ s, e: s + value.length }, judgement, name);
}

function candidate(range: Range, judgement: Pick<Candidate, 'doubt' | 'confidence'>, name: string): Candidate {
  return { ...range, ...judgement, type: 'generic-password', label: 'password', revoke: null, name, context: 'text' };
}
