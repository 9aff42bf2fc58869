/** Expressions in PostgreSQL's trees: as text, and as constants. */
import type { A_Const, Node, TypeName } from 'libpg-query';
import { HOLE } from '../../model/sql.ts';
import { texts } from './names.ts';

/** An expression of which only part is shown. */
const MORE = '…';

/** The expression as SQL. */
export function expressionText(node: Node | undefined): string {
  if (node === undefined) return MORE;
  if ('A_Const' in node) return constantText(node.A_Const);
  if ('TypeCast' in node) return `${expressionText(node.TypeCast.arg)}::${typeText(node.TypeCast.typeName)}`;
  if ('FuncCall' in node) return called(texts(node.FuncCall.funcname).filter(isSaid).join('.'), node.FuncCall.args);
  if ('SQLValueFunction' in node)
    return (node.SQLValueFunction.op ?? '').replace(/^SVFOP_|_N$/g, '').toLowerCase() || MORE;
  if ('ColumnRef' in node) return texts(node.ColumnRef.fields).join('.') || MORE;
  if ('A_Expr' in node) {
    const { lexpr, rexpr, name } = node.A_Expr;
    return [...(lexpr ? [expressionText(lexpr)] : []), ...texts(name), expressionText(rexpr)].join(' ');
  }
  if ('CoalesceExpr' in node) return called('coalesce', node.CoalesceExpr.args);
  return MORE;
}

const called = (name: string, args: readonly Node[] = []): string => `${name}(${args.map(expressionText).join(', ')})`;

const isSaid = (part: string): boolean => part !== 'pg_catalog';

function constantText(value: A_Const): string {
  if (value.sval) return `'${value.sval.sval ?? ''}'`;
  if (value.ival) return String(value.ival.ival ?? 0);
  if (value.fval) return value.fval.fval ?? MORE;
  if (value.boolval) return String(value.boolval.boolval ?? false);
  return value.isnull ? 'null' : MORE;
}

function typeText(type: TypeName | undefined): string {
  return `${texts(type?.names).filter(isSaid).join('.')}${type?.arrayBounds ? '[]' : ''}`;
}

/** A literal, with or without a cast; `null` for anything else. */
export function literalOf(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if ('TypeCast' in node) return literalOf(node.TypeCast.arg);
  const text = 'A_Const' in node ? node.A_Const.sval : undefined;
  return text === undefined || text.sval?.includes(HOLE) ? null : (text.sval ?? '');
}

/** The text that an expression makes, with holes for what is not known. */
export function assembled(node: Node | undefined): string {
  if (node === undefined) return HOLE;
  if ('TypeCast' in node) return assembled(node.TypeCast.arg);
  if ('A_Const' in node) return node.A_Const.sval ? (node.A_Const.sval.sval ?? '') : constantText(node.A_Const);
  if ('A_Expr' in node && texts(node.A_Expr.name)[0] === '||')
    return assembled(node.A_Expr.lexpr) + assembled(node.A_Expr.rexpr);
  if (!('FuncCall' in node)) return HOLE;
  const args = node.FuncCall.args ?? [];
  switch (texts(node.FuncCall.funcname).at(-1)) {
    case 'format':
      return formatted(args);
    case 'quote_ident':
      return identifier(assembled(args[0]));
    case 'quote_literal':
      return literal(assembled(args[0]));
    case 'concat':
      return args.map(assembled).join('');
    default:
      return HOLE;
  }
}

/** Longer ones are made by formats inside of formats, which grow with each. */
const MAX_MADE = 10_000;

function formatted([template, ...values]: readonly Node[]): string {
  const given = values.map(assembled);
  let next = 0;
  let left = MAX_MADE;
  const made = assembled(template).replace(
    /%(?:(\d+)\$)?([sIL%])/g,
    (_, position: string | undefined, kind: string) => {
      if (kind === '%') return '%';
      const text = given[position === undefined ? next++ : Number(position) - 1] ?? HOLE;
      left -= text.length;
      if (left < 0) return '';
      return kind === 'I' ? identifier(text) : kind === 'L' ? literal(text) : text;
    },
  );
  return left < 0 ? HOLE : made;
}

const identifier = (text: string): string => (text.includes(HOLE) ? HOLE : `"${text.replaceAll('"', '""')}"`);
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
