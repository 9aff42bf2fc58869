/** Resolves names of the grammar to symbol ids once, so that reading compares numbers only. */
import type { Language } from 'web-tree-sitter';
import { ERROR_SYMBOL } from './syntax-tree.ts';

const RULES = {
  aliasedImport: 'aliased_import',
  argumentList: 'argument_list',
  asPattern: 'as_pattern',
  assignment: 'assignment',
  augmentedAssignment: 'augmented_assignment',
  attribute: 'attribute',
  binaryOperator: 'binary_operator',
  block: 'block',
  caseClause: 'case_clause',
  casePattern: 'case_pattern',
  chevron: 'chevron',
  classDefinition: 'class_definition',
  decorator: 'decorator',
  defaultParameter: 'default_parameter',
  dictionarySplat: 'dictionary_splat',
  dictionarySplatPattern: 'dictionary_splat_pattern',
  dottedName: 'dotted_name',
  elifClause: 'elif_clause',
  elseClause: 'else_clause',
  escapeSequence: 'escape_sequence',
  exceptClause: 'except_clause',
  expressionList: 'expression_list',
  finallyClause: 'finally_clause',
  forInClause: 'for_in_clause',
  formatExpression: 'format_expression',
  formatSpecifier: 'format_specifier',
  functionDefinition: 'function_definition',
  generatorExpression: 'generator_expression',
  identifier: 'identifier',
  ifClause: 'if_clause',
  importPrefix: 'import_prefix',
  interpolation: 'interpolation',
  keywordArgument: 'keyword_argument',
  keywordPattern: 'keyword_pattern',
  keywordSeparator: 'keyword_separator',
  lambdaParameters: 'lambda_parameters',
  listSplatPattern: 'list_splat_pattern',
  pair: 'pair',
  parameters: 'parameters',
  positionalSeparator: 'positional_separator',
  relativeImport: 'relative_import',
  splatPattern: 'splat_pattern',
  string: 'string',
  stringContent: 'string_content',
  tuple: 'tuple',
  type: 'type',
  typeConversion: 'type_conversion',
  typedDefaultParameter: 'typed_default_parameter',
  typedParameter: 'typed_parameter',
  stringEnd: 'string_end',
  stringStart: 'string_start',
  subscript: 'subscript',
  parenthesizedExpression: 'parenthesized_expression',
  unionType: 'union_type',
  typeParameter: 'type_parameter',
  wildcardImport: 'wildcard_import',
  withClause: 'with_clause',
} as const;

const TOKENS = {
  arrow: '->',
  as: 'as',
  async: 'async',
  colon: ':',
  comma: ',',
  doubleStar: '**',
  equals: '=',
  from: 'from',
  in: 'in',
  minus: '-',
  openBracket: '[',
  underscore: '_',
} as const;

/** What the readers ask of a symbol id. */
export interface Symbols extends Readonly<Record<keyof typeof RULES | keyof typeof TOKENS, number>> {
  /** The text of a token, the name of a rule. */
  readonly names: readonly string[];
  /** 1 for rules and for text that does not parse, 0 for punctuation and keywords. */
  readonly named: Uint8Array;
}

/** Throws if the grammar lacks a name: then it is not the pinned version. */
export function resolveSymbols(language: Language): Symbols {
  const named = new Uint8Array(ERROR_SYMBOL + 1);
  for (let id = 0; id < language.nodeTypeCount; id++) named[id] = language.nodeTypeIsNamed(id) ? 1 : 0;
  named[ERROR_SYMBOL] = 1;
  return { ...idsOf(language, RULES, true), ...idsOf(language, TOKENS, false), names: language.types, named };
}

function idsOf<K extends string>(language: Language, names: Readonly<Record<K, string>>, rule: boolean) {
  const ids: Partial<Record<K, number>> = {};
  for (const key in names) ids[key] = idOf(language, names[key], rule);
  // Every key of `names` was set in the loop.
  return ids as Record<K, number>;
}

/** Throws if the grammar has no such rule or token. */
export function idOf(language: Language, name: string, rule: boolean): number {
  const id = language.idForNodeType(name, rule);
  if (id === null) throw new Error(`the Python grammar has no "${name}": its version is not the pinned one`);
  return id;
}
