/** Text of a Python file → its statements as plain data. Broken text gives what can be read of it. */
import type { Parser, Tree } from 'web-tree-sitter';
import type { FactProblem, SecretFact } from '../../model/facts.ts';
import type { Expr, Keyword, PythonModule, Stmt } from '../../model/python.ts';
import type { Range } from '../../model/span.ts';
import { type ChosenReader, chooseReader } from './choose-reader.ts';
import { COLLECTION_READERS } from './collections.ts';
import { COMPOUND_STATEMENT_READERS } from './compound-statements.ts';
import { DEFINITION_READERS } from './definitions.ts';
import { cutDocstring } from './docstrings.ts';
import { ERROR_READERS } from './errors.ts';
import { EXPRESSION_READERS } from './expressions.ts';
import { loadGrammar } from './grammar.ts';
import { IMPORT_READERS } from './imports.ts';
import { startList } from './names.ts';
import { OPERATOR_READERS } from './operators.ts';
import { PATTERN_READERS } from './patterns.ts';
import { resolveReaders } from './readers.ts';
import { SIMPLE_STATEMENT_READERS } from './simple-statements.ts';
import { readBlock, type Source } from './source.ts';
import { exactly, Stack } from './stack.ts';
import { STRING_READERS } from './strings.ts';
import { resolveSymbols } from './symbols.ts';
import { createSyntaxTree, type SyntaxTree } from './syntax-tree.ts';

interface ExtractedModule {
  readonly module: PythonModule;
  /** Start and end of each comment, one after the other. */
  readonly comments: readonly number[];
  readonly problems: readonly FactProblem[];
}

export interface ModuleExtractor {
  /** How syntax is read: `cursor` is as right as `memory`, and slower. */
  readonly syntaxReader: ChosenReader['name'];
  /** `secrets`: those that must not be readable in the facts. */
  extract(text: string, secrets: readonly SecretFact[], maskJoined: Source['maskJoined']): ExtractedModule;
}

const MAX_ERRORS = 20;

/**
 * How often the parser may report progress for a text of a given length, in UTF-16 units. Ordinary code takes 0.005 reports
 * a unit, the worst found 0.06. A count and no clock: the same text always gives the same facts.
 */
const progressFor = (length: number): number => 1000 + length / 4;

/** Loads the parser, once per process. Throws if it is not installed or not the pinned version. */
export async function createModuleExtractor(): Promise<ModuleExtractor> {
  const grammar = await loadGrammar();
  const { name, read } = chooseReader(grammar);
  const symbols = resolveSymbols(grammar.language);
  const readers = resolveReaders(grammar.language, EXPRESSIONS, STATEMENTS);
  const tree = createSyntaxTree();
  const stacks = { exprs: new Stack<Expr>(), keywords: new Stack<Keyword>(), stmts: new Stack<Stmt>() };
  return {
    syntaxReader: name,
    extract: (text, secrets, maskJoined) => {
      const parsed = parse(grammar.parser, text);
      if (parsed === null) return unparsed(text);
      read(parsed, tree);
      parsed.delete();
      const source: Source = {
        tree,
        symbols,
        readers,
        text,
        secrets,
        maskJoined,
        ...stacks,
        imports: [],
        names: startList(),
        depth: 0,
        tooDeep: null,
      };
      const body = cutDocstring(readBlock(source, 0));
      for (const stack of [stacks.exprs, stacks.keywords, stacks.stmts]) stack.clear();
      return {
        module: {
          body,
          errors: errorsOf(tree),
          imports: exactly(source.imports),
          names: exactly([...new Set(source.names)]),
        },
        comments: tree.comments.slice(),
        problems: problemsOf(source),
      };
    },
  };
}

const EXPRESSIONS = {
  ...EXPRESSION_READERS,
  ...OPERATOR_READERS,
  ...STRING_READERS,
  ...COLLECTION_READERS,
  ...PATTERN_READERS,
};
const STATEMENTS = {
  ...SIMPLE_STATEMENT_READERS,
  ...COMPOUND_STATEMENT_READERS,
  ...DEFINITION_READERS,
  ...IMPORT_READERS,
  ...ERROR_READERS,
};

/** `null` when the parser used up its budget. */
function parse(parser: Parser, text: string): Tree | null {
  let left = progressFor(text.length);
  const parsed = parser.parse(text, null, { progressCallback: () => --left < 0 });
  // Otherwise the next file would be taken for the rest of this one.
  if (parsed === null) parser.reset();
  return parsed;
}

function errorsOf(tree: SyntaxTree): Range[] {
  return tree.errors.slice(0, MAX_ERRORS).map((node) => ({ s: tree.start[node] ?? 0, e: tree.end[node] ?? 0 }));
}

function problemsOf({ tree, tooDeep }: Source): FactProblem[] {
  const problems: FactProblem[] = [];
  const [first] = errorsOf(tree);
  if (first) problems.push({ kind: 'syntax', reason: 'Part of the file is not valid Python.', ...first });
  if (tooDeep) problems.push({ kind: 'too-deep', reason: 'Code nests too deep to be read as a whole.', ...tooDeep });
  return problems;
}

/** The parser gave up. */
function unparsed(text: string): ExtractedModule {
  const range = { s: 0, e: text.length };
  const problem: FactProblem = { kind: 'too-large', reason: 'The file takes too long to parse.', ...range };
  return {
    module: { body: [{ k: 'unknown', ...range }], errors: [range], imports: [], names: [] },
    comments: [],
    problems: [problem],
  };
}
