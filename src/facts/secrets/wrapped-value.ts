/** What stands between a name and its literal: calls through which it passes, and what is tried before it. */
import { whiteSpace } from './literal.ts';

/** Calls through which a literal reaches the name: the value is their first, second or `default` argument. */
const WRAPPER =
  /(?:(?:pydantic\.)?(?:SecretStr|SecretBytes|Field|Secret)|Some|hex\.DecodeString|(?:dataclasses\.)?field|str|bytes|(?:base64\.)?b64decode|Base64(?:\.getDecoder\(\))?\.decode(?:Base64)?|(?:binascii\.)?unhexlify|bytes\.fromhex)\(\s{0,60}(?:(?:default|value|secret_value|secret)[ \t]{0,4}=[ \t]{0,4})?/y;
/** `Field(alias="…", default="…")`: other arguments stand before it. */
const LATER_DEFAULT =
  /(?:(?:Field|field)\((?!["'])|(?:env|env\.str|config)\()[^()\n]{1,160}?[, ]default[ \t]{0,4}=[ \t]{0,4}/y;
/** `os.getenv(NAME, "literal")`: the name of the variable is not known here. */
const GETENV =
  /(?:os\.)?(?:getenv|environ\.get|environ\.setdefault|config|env|env\.str)\(\s{0,60}["']?[\w.]{1,60}["']?[ \t]{0,4},\s{0,60}(?:default[ \t]{0,4}=[ \t]{0,4})?/y;
/** `os.getenv("A") or "literal"`, `process.env.A || "literal"`. */
const FALLBACK =
  /(?:os\.getenv\(["']\w{1,60}["']\)|os\.environ\.get\(["']\w{1,60}["']\)|process\.env(?:\.\w{1,60}|\[["']\w{1,60}["']\])|import\.meta\.env\.\w{1,60}|None)[ \t]{0,4}(?:or|\|\||\?\?)[ \t]{0,4}/y;
const JOIN = /["']{2}\.join\(\s{0,40}[[(]\s{0,40}/y;
const DEFAULTING =
  /(?:getenv|environ\.get|environ\.setdefault|config|env|env\.str|get_env|getEnv|get|pop|setdefault|set|setItem|setHeader|add_header|append|put|putenv|setenv|define)\($/;

/** Where the literal begins that a value at `from` comes down to. */
export function unwrap(text: string, from: number): { at: number; fallback: boolean; joined: boolean } {
  let at = from;
  let fallback = false;
  for (let depth = 0; depth < 3; depth += 1) {
    const wrapper = [LATER_DEFAULT, WRAPPER].find((pattern) => matches(pattern, text, at));
    const tried = wrapper === undefined ? [FALLBACK, GETENV].find((pattern) => matches(pattern, text, at)) : undefined;
    const passed = wrapper ?? tried;
    if (passed === undefined) break;
    fallback ||= tried !== undefined;
    at = passed.lastIndex;
  }
  const joined = matches(JOIN, text, at);
  return { at: joined ? JOIN.lastIndex : at, fallback, joined };
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text) && pattern.lastIndex > at;
}

/** Where the second argument begins of `getenv("NAME", …)`; -1 when the text before is no such call. */
export function defaultArgument(text: string, keyStart: number, from: number): number {
  const before = text.slice(Math.max(0, keyStart - 80), keyStart).trimEnd();
  if (!DEFAULTING.test(before)) return -1;
  const at = whiteSpace(text, from);
  return text.startsWith('default', at) ? whiteSpace(text, whiteSpace(text, at + 7) + 1) : at;
}
