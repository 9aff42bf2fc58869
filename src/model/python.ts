/**
 * A Python module, reduced to plain data: statements and expressions without formatting or comments.
 * It is the same for every rule, so that a new question about the code rarely needs a new fact.
 * Every node carries its offsets (`s`, `e`) in the decoded text; `FileFacts.lineStarts` turns them into lines.
 * INVARIANT: a string in which a secret was recognised holds its masked form (see `SecretFact`), never the value.
 */
import type { Range } from './span.ts';

export type Expr =
  | Str
  | (Range & { readonly k: 'fstr'; readonly parts: readonly (string | Expr)[] })
  | (Range & { readonly k: 'num'; readonly v: string })
  | (Range & { readonly k: 'const'; readonly v: boolean | null | '...' })
  | Name
  | Attr
  | Call
  | (Range & { readonly k: 'list' | 'tuple' | 'set'; readonly items: readonly Expr[] })
  /** A `null` key is a `**` entry. */
  | (Range & { readonly k: 'dict'; readonly items: readonly (readonly [Expr | null, Expr])[] })
  | (Range & { readonly k: 'sub'; readonly obj: Expr; readonly index: readonly Expr[] })
  /** `op` as written: `+`, `|`, `and`, `not in`, `<` … A chained comparison is `and` of its pairs. */
  | (Range & { readonly k: 'bin'; readonly op: string; readonly l: Expr; readonly r: Expr })
  | (Range & { readonly k: 'un'; readonly op: 'not' | '-' | '+' | '~'; readonly v: Expr })
  | (Range & { readonly k: 'if'; readonly test: Expr; readonly then: Expr; readonly else: Expr })
  | (Range & { readonly k: 'lambda'; readonly params: readonly Param[]; readonly body: Expr })
  | (Range & { readonly k: 'await'; readonly v: Expr })
  | (Range & { readonly k: 'yield'; readonly v: Expr | null; readonly from: boolean })
  | (Range & { readonly k: 'walrus'; readonly name: string; readonly v: Expr })
  /** `*x` or `**x` where a value is expected. */
  | (Range & { readonly k: 'star'; readonly double: boolean; readonly v: Expr })
  | (Range & {
      readonly k: 'comp';
      readonly of: 'list' | 'set' | 'dict' | 'generator';
      readonly item: Expr;
      /** The value of a dictionary comprehension; its key is `item`. */
      readonly value: Expr | null;
      readonly clauses: readonly CompClause[];
    })
  /** `a:b:c` inside a subscript. */
  | (Range & { readonly k: 'slice'; readonly parts: readonly (Expr | null)[] })
  /** Text that does not parse, or nests too deep to be kept. */
  | (Range & { readonly k: 'unknown' });

/** A string or bytes literal; adjacent literals are joined. */
export interface Str extends Range {
  readonly k: 'str';
  readonly v: string;
  readonly bytes?: true;
}
export interface Name extends Range {
  readonly k: 'name';
  readonly id: string;
}
export interface Attr extends Range {
  readonly k: 'attr';
  readonly obj: Expr;
  readonly name: string;
}
export interface Call extends Range {
  readonly k: 'call';
  readonly fn: Expr;
  /** Positional arguments; `*x` is a `star`. */
  readonly args: readonly Expr[];
  /** Keyword arguments; a `null` name is `**x`. */
  readonly kw: readonly Keyword[];
}
export interface Keyword extends Range {
  readonly name: string | null;
  readonly v: Expr;
}
export interface CompClause {
  readonly async: boolean;
  readonly target: Expr;
  readonly iter: Expr;
  readonly ifs: readonly Expr[];
}

export type Stmt =
  | (Range & { readonly k: 'expr'; readonly v: Expr })
  /** `a = b = 1` has two targets; `x: int` has an annotation and no value; `op` is set for `+=` and its like. */
  | (Range & {
      readonly k: 'assign';
      readonly targets: readonly Expr[];
      readonly annotation: Expr | null;
      readonly v: Expr | null;
      readonly op?: string;
    })
  | (Range & { readonly k: 'return'; readonly v: Expr | null })
  | (Range & { readonly k: 'raise'; readonly v: Expr | null; readonly cause: Expr | null })
  /** `elif` is an `if` alone in `orelse`. */
  | (Range & {
      readonly k: 'if';
      readonly test: Expr;
      readonly body: readonly Stmt[];
      readonly orelse: readonly Stmt[];
    })
  | (Range & {
      readonly k: 'for';
      readonly async: boolean;
      readonly target: Expr;
      readonly iter: Expr;
      readonly body: readonly Stmt[];
      readonly orelse: readonly Stmt[];
    })
  | (Range & {
      readonly k: 'while';
      readonly test: Expr;
      readonly body: readonly Stmt[];
      readonly orelse: readonly Stmt[];
    })
  | (Range & {
      readonly k: 'try';
      readonly body: readonly Stmt[];
      readonly handlers: readonly ExceptHandler[];
      readonly orelse: readonly Stmt[];
      readonly final: readonly Stmt[];
    })
  | (Range & {
      readonly k: 'with';
      readonly async: boolean;
      readonly items: readonly { readonly v: Expr; readonly target: Expr | null }[];
      readonly body: readonly Stmt[];
    })
  | FunctionDef
  | ClassDef
  | Import
  | (Range & { readonly k: 'match'; readonly subject: Expr; readonly cases: readonly MatchCase[] })
  | (Range & { readonly k: 'assert'; readonly test: Expr; readonly message: Expr | null })
  | (Range & { readonly k: 'delete'; readonly targets: readonly Expr[] })
  | (Range & { readonly k: 'global' | 'nonlocal'; readonly names: readonly string[] })
  | (Range & { readonly k: 'pass' | 'break' | 'continue' })
  | (Range & { readonly k: 'type'; readonly name: string; readonly v: Expr })
  /** A statement that does not parse. What could be read inside it follows as statements of its own. */
  | (Range & { readonly k: 'unknown' });

export interface ExceptHandler extends Range {
  /** `null` is a bare `except:`. */
  readonly type: Expr | null;
  readonly name: string | null;
  readonly body: readonly Stmt[];
}

export interface MatchCase extends Range {
  /** Patterns are kept as expressions as far as they read as such. */
  readonly pattern: Expr;
  readonly guard: Expr | null;
  readonly body: readonly Stmt[];
}

export interface FunctionDef extends Range {
  readonly k: 'def';
  readonly name: string;
  readonly async: boolean;
  readonly decorators: readonly Expr[];
  readonly params: readonly Param[];
  readonly returns: Expr | null;
  readonly body: readonly Stmt[];
  /** The header, from `def` (or `async`) to the colon: where a remark about the function stands. */
  readonly head: Range;
}

export interface Param extends Range {
  readonly name: string;
  readonly kind: 'positional' | 'normal' | 'keyword' | 'args' | 'kwargs';
  readonly annotation: Expr | null;
  readonly default: Expr | null;
}

export interface ClassDef extends Range {
  readonly k: 'class';
  readonly name: string;
  readonly decorators: readonly Expr[];
  readonly bases: readonly Expr[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Stmt[];
  readonly head: Range;
}

/** `import a.b as c` has `from: null`; `from ..x import y as z` has `from: 'x', level: 2`. `*` is a name. */
export interface Import extends Range {
  readonly k: 'import';
  readonly from: string | null;
  readonly level: number;
  readonly names: readonly ImportedName[];
}

export interface ImportedName extends Range {
  readonly name: string;
  readonly as: string | null;
}

export interface PythonModule {
  /** The module's docstring is its first statement, a `str` expression, cut at 1,000 characters as all docstrings. */
  readonly body: readonly Stmt[];
  /** Syntax errors, at most 20: where, and how the text begins. An empty list is a file that parses. */
  readonly errors: readonly Range[];
  /** Every import statement at any depth, in source order: whom a file imports is asked of every file. */
  readonly imports: readonly Import[];
  /** Every identifier once: a file without a name needs no search for what is called so. */
  readonly names: readonly string[];
}
