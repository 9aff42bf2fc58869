/**
 * PostgreSQL's parser, compiled to WebAssembly: one instance per process, loaded when somebody has SQL to read.
 * INVARIANT: whatever is given, a question ends, and answers the same; what nests so deep that it depends on how much stack is
 * left is refused.
 */
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type { Node, ParseResult, ScanResult } from 'libpg-query';
import { isTooDeep, MAX_CHAIN, roughTokens } from './nesting.ts';
import type { PlpgsqlFunction } from './plpgsql.ts';

export interface PostgresParser {
  /** The statements of `sql`; `null`: PostgreSQL refuses it, or it is larger than what is handed over. */
  parse(sql: string): readonly Node[] | null;
  /** The function that the body of a `DO` block is. */
  parseBlock(body: string): PlpgsqlFunction | null;
}

/** UTF-16 units. Larger ones are rows; the tree of 1 MB of them takes 300 MB. */
const MAX_LENGTH = 64_000;
/** Blocks and conditions of one `DO` block. */
const MAX_BLOCKS = 200;

/** What emscripten gives the library, as far as it is used. */
interface Instance {
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  _wasm_parse_query_raw(sql: number): number;
  _wasm_free_parse_result(result: number): void;
  _wasm_parse_plpgsql(sql: number): number;
  _wasm_scan(sql: number): number;
  _wasm_free_string(text: number): void;
  getValue(pointer: number, type: 'i32'): number;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, pointer: number, bytes: number): void;
  UTF8ToString(pointer: number): string;
}

/**
 * One function of the parser has 100 KB of code: optimising it takes V8 2 s and 600 MB, and saves less than that in any audit.
 * So no function is optimised that becomes hot while a question runs.
 */
const AS_IT_IS = '--wasm-tier-up-filter=100000000';
const AS_EVER = '--wasm-tier-up-filter=-1';

let loading: Promise<PostgresParser> | undefined;

/** Throws if the package `libpg-query` is not installed. */
export function loadPostgresParser(): Promise<PostgresParser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<PostgresParser> {
  const start: () => Promise<Instance> = createRequire(import.meta.url)('libpg-query/wasm/libpg-query.js');
  let instance: Instance | null = await start();
  /** An instance that was thrown out of may be in any state: nobody asks it again, and the next to load gets another. */
  const ask = <T>(question: (instance: Instance) => T | null): T | null => {
    if (instance === null) return null;
    setFlagsFromString(AS_IT_IS);
    try {
      return question(instance);
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof WebAssembly.RuntimeError)) throw error;
      instance = null;
      loading = undefined;
      return null;
    } finally {
      setFlagsFromString(AS_EVER);
    }
  };
  return {
    parse: (sql) => (isReadable(sql) ? ask((pg) => (fits(pg, sql) ? parse(pg, sql) : null)) : null),
    parseBlock: (body) => (isReadable(body) && !nestsBlocks(body) ? ask((pg) => parseBlock(pg, body)) : null),
  };
}

/** The part of the platform's WebAssembly that is used here; the compiler's library for Node does not declare it. */
declare const WebAssembly: { readonly RuntimeError: new () => Error };

/** Text that C would not see the end of is none. */
function isReadable(sql: string): boolean {
  return sql.length <= MAX_LENGTH && !sql.includes('\0');
}

/** Most texts have fewer tokens than may nest; of the others, PostgreSQL's scanner tells which do. */
function fits(pg: Instance, sql: string): boolean {
  if (roughTokens(sql) <= MAX_CHAIN) return true;
  const scanned: ScanResult | null = answered(pg, sql, '_wasm_scan');
  return scanned !== null && !isTooDeep(scanned.tokens.map(({ text }) => text));
}

function nestsBlocks(body: string): boolean {
  return (body.match(/\b(?:if|loop|begin|case)\b/gi)?.length ?? 0) > MAX_BLOCKS;
}

function parse(pg: Instance, sql: string): readonly Node[] | null {
  const text = given(pg, sql);
  const result = pg._wasm_parse_query_raw(text);
  pg._free(text);
  if (result === 0) return null;
  const [tree, , error] = [0, 4, 8].map((offset) => pg.getValue(result + offset, 'i32'));
  const parsed: ParseResult | null = error || !tree ? null : JSON.parse(pg.UTF8ToString(tree));
  pg._wasm_free_parse_result(result);
  return parsed && (parsed.stmts ?? []).flatMap(({ stmt }) => stmt ?? []);
}

function parseBlock(pg: Instance, body: string): PlpgsqlFunction | null {
  let tag = '$v$';
  while (body.includes(tag)) tag = `${tag.slice(0, -1)}_$`;
  const found: { plpgsql_funcs?: readonly { PLpgSQL_function?: PlpgsqlFunction }[] } | null = answered(
    pg,
    `DO ${tag}${body}${tag}`,
    '_wasm_parse_plpgsql',
  );
  return found?.plpgsql_funcs?.[0]?.PLpgSQL_function ?? null;
}

/** What is no JSON is an error message. The type of the answer is the library's promise. */
function answered<T>(pg: Instance, sql: string, question: '_wasm_scan' | '_wasm_parse_plpgsql'): T | null {
  const text = given(pg, sql);
  const result = pg[question](text);
  pg._free(text);
  const answer = pg.UTF8ToString(result);
  if (result !== 0) pg._wasm_free_string(result);
  return answer.startsWith('{') ? JSON.parse(answer) : null;
}

function given(pg: Instance, sql: string): number {
  const bytes = pg.lengthBytesUTF8(sql) + 1;
  const text = pg._malloc(bytes);
  pg.stringToUTF8(sql, text, bytes);
  return text;
}
