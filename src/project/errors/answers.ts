/** Where a file answers clients because something went wrong, and what of the exception it tells them. */
import type { AnswerForm, ErrorAnswer, Leak } from '../../model/errors.ts';
import type { Call, Expr, Stmt } from '../../model/python.ts';
import { expressionsIn, expressionsOf } from '../../model/python-walk.ts';
import { type Range, spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { describe } from '../describe.ts';
import { type Answering, answeringOf, keysOf } from './answering.ts';
import { answersForOthers, exceptionParameters, handlersOfFile, speaksToClients } from './answering-files.ts';
import { type Flow, isIdle, walkFlow } from './flow.ts';
import { statusOf } from './status.ts';
import { followArguments, leakIn, startOf, worstOf } from './text.ts';

/** The error answers of a file, in source order. Cost: one pass over the file; functions that get an exception are entered. */
export const errorAnswers = query<readonly ErrorAnswer[]>('error-answers', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module || !speaksToClients(db, path)) return [];
  const handlers = new Set(db.get(handlersOfFile, path));
  const answering = new Set([...handlers, ...db.get(answersForOthers, path)]);
  const file: File = { db, path, handlers, answering, answers: [] };
  const exceptions = exceptionParameters(db, path);
  walkFlow(startOf(db, path), module.body, (stmt, flow) => {
    if (stmt.k === 'def') return;
    const first = flow.fn?.body[0] === stmt ? exceptions.get(flow.fn.s) : undefined;
    if (first) flow.held.set(first[0], first[1]);
    look(file, stmt, flow);
  });
  return file.answers;
});

interface File {
  readonly db: Db;
  readonly path: string;
  readonly handlers: ReadonlySet<number>;
  /** Functions whose result is an answer: the handlers, and those that they hand over to. */
  readonly answering: ReadonlySet<number>;
  readonly answers: ErrorAnswer[];
}

function look(file: File, stmt: Stmt, flow: Flow): void {
  const isOwn = flow.fn !== null && file.answering.has(flow.fn.s);
  if (stmt.k === 'return' && stmt.v && returned(file, stmt.v, flow, isOwn)) return;
  if (stmt.k === 'expr' && stmt.v.k === 'yield' && stmt.v.v) yielded(file, stmt.v.v, flow);
  else for (const expr of expressionsOf(stmt)) lookIn(file, expr, flow);
}

/** The outermost calls that answer: `make_response(jsonify(…), 500)` is one answer. */
function lookIn(file: File, expr: Expr, flow: Flow, tuple: number | null = null): void {
  const skipped = new Set<Expr>();
  for (const inner of expressionsIn(expr)) {
    if (inner.k !== 'call' || skipped.has(inner)) continue;
    const answering = answeringOf(file.db, flow.site, inner);
    const helper = answering ?? helperAnswering(file, inner, flow);
    if (!helper) continue;
    for (const part of expressionsIn(inner)) skipped.add(part);
    add(file, flow, { ...helper, status: helper.status ?? tuple, at: inner });
  }
}

/** What a handler returns is the answer; `body, status` is one wherever Flask's applications return it. */
function returned(file: File, value: Expr, flow: Flow, isOwn: boolean): boolean {
  const [body, second] = value.k === 'tuple' ? value.items : [value];
  const status = second ? statusOf(file.db, flow.site, second) : null;
  if (!body || (!isOwn && (status === null || value.k !== 'tuple'))) return false;
  const before = file.answers.length;
  lookIn(file, body, flow, status);
  if (file.answers.length > before) return true;
  const call = body.k === 'call' ? describe(body.fn) : '';
  if (body.k === 'call' && answeringOf(file.db, flow.site, body)) return true;
  const given = body.k === 'call' ? statusGiven(file, body, flow) : null;
  add(file, flow, { form: 'returned', call, status: status ?? given, content: [body], at: value });
  return true;
}

/** An event of a stream: `yield f"data: {…}"`, `yield {"event": "error", "data": …}`. */
function yielded(file: File, value: Expr, flow: Flow): void {
  const starts = value.k === 'fstr' ? value.parts[0] : value.k === 'bin' && value.l.k === 'str' ? value.l.v : '';
  const isEvent =
    (typeof starts === 'string' && /^\s*(data|event):/.test(starts)) ||
    (value.k === 'dict' && value.items.some(([key]) => key?.k === 'str' && key.v === 'data'));
  if (isEvent) add(file, flow, { form: 'frame', call: 'yield', status: null, content: [value], at: value });
  else lookIn(file, value, flow);
}

/** A function of the project that answers the client with what it is given. */
function helperAnswering(file: File, call: Call, flow: Flow): Answering | null {
  let found: Answering | null = null;
  if (isIdle(flow)) return null;
  followArguments(flow, call, (stmt, inner) => {
    if (found || inner.debug) return;
    for (const outer of expressionsOf(stmt)) {
      for (const expr of expressionsIn(outer)) {
        const answer = expr.k === 'call' ? answeringOf(file.db, inner.site, expr) : null;
        if (!answer?.content.some((part) => tellsUnexpected(inner, part))) continue;
        // What the caller says goes before what the helper's parameters are by default.
        const status = statusGiven(file, call, flow) ?? answer.status;
        found ??= { form: 'helper', call: describe(call.fn), status, content: [call] };
      }
    }
  });
  return found;
}

/** What the helper knows by its class, it may tell. */
function tellsUnexpected(inner: Flow, part: Expr): boolean {
  const leak = leakIn(inner, part);
  return leak !== null && leak.caught !== 'expected';
}

function statusGiven(file: File, call: Call, flow: Flow): number | null {
  const given = [...call.args, ...call.kw.map(({ v }) => v)].filter(
    ({ k }) => k === 'num' || k === 'attr' || k === 'name',
  );
  return given.map((arg) => statusOf(file.db, flow.site, arg)).find((status) => status !== null) ?? null;
}

interface Candidate {
  readonly form: AnswerForm;
  readonly call: string;
  readonly status: number | null;
  readonly content: readonly Expr[];
  readonly at: Range;
}

const ERROR_KEYS = /^(error|errors|detail|details|error_message|error_code|err|exception|traceback)$/;

function add(file: File, flow: Flow, { form, call, status, content, at }: Candidate): void {
  const { db, site } = flow;
  const [body] = content;
  const keys = keysOf(db, site, body);
  const leak = flow.debug ? null : leakOf(flow, form, content);
  const isError =
    form === 'raised' || (status !== null && status >= 400) || (keys?.some((key) => ERROR_KEYS.test(key)) ?? false);
  if (!isError && leak === null) return;
  const inHandler = site.within.some((def) => file.handlers.has(def.s));
  const symbol = site.within.map(({ name }) => name).join('.');
  const place = { path: file.path, span: spanOf(db.facts(file.path)?.lineStarts ?? [0], at) };
  const base = { at: place, symbol, form, call, status, keys, inHandler, leak };
  file.answers.push({ ...base, caught: flow.caught?.caught ?? null });
}

function leakOf(flow: Flow, form: AnswerForm, content: readonly Expr[]): Leak | null {
  if (isIdle(flow)) return null;
  const told = content.flatMap((part) =>
    form === 'helper' && part.k === 'call' ? [...part.args, ...part.kw.map(({ v }) => v)] : [part],
  );
  return worstOf(told.map((part) => leakIn(flow, part)));
}
