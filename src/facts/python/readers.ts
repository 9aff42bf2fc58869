/** The way from a symbol to what reads it, as tables that are looked up by symbol id. */
import type { Language } from 'web-tree-sitter';
import type { ReadExpr, Readers, ReadStmt } from './source.ts';
import { idOf } from './symbols.ts';
import { ERROR_SYMBOL } from './syntax-tree.ts';

/** Readers by symbol id, from readers by the rule's name. */
export function resolveReaders(
  language: Language,
  expressions: Readonly<Record<string, ReadExpr>>,
  statements: Readonly<Record<string, ReadStmt>>,
): Readers {
  return { expressions: tableOf(language, expressions), statements: tableOf(language, statements) };
}

function tableOf<R>(language: Language, readers: Readonly<Record<string, R>>): (R | undefined)[] {
  const table: (R | undefined)[] = new Array(language.nodeTypeCount).fill(undefined);
  for (const [name, read] of Object.entries(readers)) {
    if (name === 'ERROR') table[ERROR_SYMBOL] = read;
    else table[idOf(language, name, true)] = read;
  }
  return table;
}
