/**
 * Loads the parser. The one file of the pure folders that touches the file system: it reads the two `.wasm` files that
 * come with the pinned packages, once per process.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

/** The part of the platform's WebAssembly that is used here; the compiler's library for Node does not declare it. */
declare const WebAssembly: { readonly Memory: new (pages: { initial: number; maximum: number }) => ParserMemory };

export interface ParserMemory {
  /** Another object after the memory has grown. */
  readonly buffer: ArrayBuffer;
}

export interface Grammar {
  readonly parser: Parser;
  readonly language: Language;
  /** Where the parser works. Ours only if nobody initialised the library before. */
  readonly memory: ParserMemory;
}

/** Pages of 64 KiB, as the library's own default: it starts with 32 MiB and may grow to 2 GiB. */
const PAGES = { initial: 512, maximum: 32768 };

let loading: Promise<Grammar> | undefined;

/** Throws if the packages `web-tree-sitter` and `tree-sitter-python` are not installed. */
export function loadGrammar(): Promise<Grammar> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Grammar> {
  const memory = new WebAssembly.Memory(PAGES);
  await Parser.init({ wasmMemory: memory });
  const path = createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm');
  const language = await Language.load(await readFile(path));
  return { parser: new Parser().setLanguage(language), language, memory };
}
