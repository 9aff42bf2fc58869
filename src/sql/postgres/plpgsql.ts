/** The body of a `DO` block: the statements that it runs, and on what that depends. */

interface Expression {
  readonly PLpgSQL_expr?: { readonly query?: string };
}

type Body = readonly Statement[];

interface Branch {
  readonly cond?: Expression;
  readonly stmts?: Body;
}

interface Loop {
  readonly query?: Expression;
  readonly body?: Body;
}

interface Block {
  readonly body?: Body;
  readonly exceptions?: {
    readonly PLpgSQL_exception_block?: {
      readonly exc_list?: readonly { readonly PLpgSQL_exception?: { readonly action?: Body } }[];
    };
  };
}

/** As the library writes it: one key, the kind of statement. */
interface Statement {
  readonly PLpgSQL_stmt_block?: Block;
  readonly PLpgSQL_stmt_if?: {
    readonly cond?: Expression;
    readonly then_body?: Body;
    readonly elsif_list?: readonly { readonly PLpgSQL_if_elsif?: Branch }[];
    readonly else_body?: Body;
  };
  readonly PLpgSQL_stmt_case?: {
    readonly case_when_list?: readonly { readonly PLpgSQL_case_when?: Branch }[];
    readonly else_stmts?: Body;
  };
  readonly PLpgSQL_stmt_fors?: Loop;
  readonly PLpgSQL_stmt_dynfors?: Loop;
  readonly PLpgSQL_stmt_fori?: Loop;
  readonly PLpgSQL_stmt_foreach_a?: Loop;
  readonly PLpgSQL_stmt_while?: Loop;
  readonly PLpgSQL_stmt_loop?: Loop;
  readonly PLpgSQL_stmt_execsql?: { readonly sqlstmt?: Expression };
  readonly PLpgSQL_stmt_dynexecute?: { readonly query?: Expression };
}

export interface PlpgsqlFunction {
  readonly action?: Statement;
}

/** On what it depends whether a statement runs: nothing, what is in the database's catalogue, something else. */
export type Condition = 'always' | 'guarded' | 'doubtful';

export interface RunStatement {
  readonly sql: string;
  /** `sql` is an expression that makes the statement. */
  readonly dynamic: boolean;
  readonly condition: Condition;
}

/** Where PostgreSQL keeps what it knows of tables, columns and types. */
const CATALOGUE = /information_schema|\bpg_\w+|\bto_reg\w+|::\s*reg\w+/i;

/** Every statement of the block `text`, in order. */
export function statementsOf(block: PlpgsqlFunction, text: string): RunStatement[] {
  const found: RunStatement[] = [];
  const asksCatalogue = CATALOGUE.test(text);
  const walk = (body: Body | undefined, condition: Condition): void => {
    for (const statement of body ?? []) run(statement, condition);
  };
  const run = (statement: Statement, condition: Condition): void => {
    const { PLpgSQL_stmt_block: inner, PLpgSQL_stmt_if: choice, PLpgSQL_stmt_case: cases } = statement;
    if (inner) {
      const handlers = inner.exceptions?.PLpgSQL_exception_block?.exc_list ?? [];
      // What fails because it is there already, or is not, is no failure.
      const caught = handlers.length > 0 ? weaker(condition, 'guarded') : condition;
      walk(inner.body, caught);
      for (const { PLpgSQL_exception } of handlers) walk(PLpgSQL_exception?.action, caught);
    }
    if (choice) {
      const tests = [choice.cond, ...(choice.elsif_list ?? []).map(({ PLpgSQL_if_elsif }) => PLpgSQL_if_elsif?.cond)];
      const decided = tests.every((test) => decidedByCatalogue(test, asksCatalogue)) ? 'guarded' : 'doubtful';
      walk(choice.then_body, weaker(condition, decided));
      for (const { PLpgSQL_if_elsif } of choice.elsif_list ?? [])
        walk(PLpgSQL_if_elsif?.stmts, weaker(condition, decided));
      walk(choice.else_body, weaker(condition, decided));
    }
    if (cases) {
      for (const { PLpgSQL_case_when } of cases.case_when_list ?? []) walk(PLpgSQL_case_when?.stmts, 'doubtful');
      walk(cases.else_stmts, 'doubtful');
    }
    const loop =
      statement.PLpgSQL_stmt_fors ??
      statement.PLpgSQL_stmt_dynfors ??
      statement.PLpgSQL_stmt_fori ??
      statement.PLpgSQL_stmt_foreach_a ??
      statement.PLpgSQL_stmt_while ??
      statement.PLpgSQL_stmt_loop;
    if (loop) walk(loop.body, weaker(condition, 'guarded'));
    const { PLpgSQL_stmt_execsql: plain, PLpgSQL_stmt_dynexecute: dynamic } = statement;
    const sql = (plain?.sqlstmt ?? dynamic?.query)?.PLpgSQL_expr?.query;
    if (sql !== undefined) found.push({ sql, dynamic: dynamic !== undefined, condition });
  };
  if (block.action) run(block.action, 'always');
  return found;
}

/** A condition on variables alone is one on what was asked before. */
function decidedByCatalogue(test: Expression | undefined, asksCatalogue: boolean): boolean {
  const sql = test?.PLpgSQL_expr?.query ?? '';
  return CATALOGUE.test(sql) || (asksCatalogue && !/\bfrom\b/i.test(sql));
}

function weaker(outer: Condition, inner: Condition): Condition {
  return outer === 'doubtful' || inner === 'doubtful' ? 'doubtful' : inner === 'always' ? outer : inner;
}
