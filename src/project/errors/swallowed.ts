/** Handlers that catch everything and do nothing, and what may excuse them. */
import type { SwallowedException } from '../../model/errors.ts';
import type { Call, ExceptHandler, Expr, Stmt } from '../../model/python.ts';
import { callsIn, dottedName, expressionsIn, expressionsOf, statementsOf } from '../../model/python-walk.ts';
import { type Range, spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { describe } from '../describe.ts';
import { externalName, inside, type Site } from '../resolve.ts';
import { caughtBy } from './caught.ts';

type Try = Stmt & { readonly k: 'try' };

/** Tidying up, and telling those who watch: nothing that a failure of it should stop. */
const BEST_EFFORT =
  /^_*(close|aclose|unlink|remove|rmtree|rmdir|delete_?(temp|tmp)\w*|cleanup\w*|clean_up|disconnect|rollback|shutdown|stop|kill|terminate|cancel|release|unlock|quit|dispose|teardown|drain|wait_closed|detach|unsubscribe|logout|exit|join|flush|prune|ping|delete_message|dump_stacks|nvml\w*|invalidate\w*)(_\w+)?$|(^|_)(log|logger|metrics?|statsd|sentry|track|telemetry|analytics|heartbeat|notify|notification|span|trace|breadcrumb|gauge|counter|histogram)(_|$)|^(set_cached?\w*|cache_set|debug|info|warning|error|exception|inc|observe|labels|capture_\w+|set_tag|set_attribute|set_context|incr|increment|print)$/;
const CONVERSION =
  /^(int|float|str|bool|UUID|Decimal|loads|load|fromisoformat|strptime|fromtimestamp|parse|decode|encode|json|result|model_dump|to_dict|partition|b64decode|literal_eval|isoformat|strip|get|lower|upper|split|replace|ip_address|IPv[46]\w+|ip_network|urlparse|len|list|dict|getattr|hasattr|isinstance|match|search|group|format|append|extend|items|keys|values|dumps|now|utcnow|startswith|endswith|sorted|to_datetime|to_numeric|seek|timedelta|total_seconds|sum|min|max|round|any|all|setdefault|zip|enumerate|range|type|set|tuple|abs|lstrip|rstrip|find|index|count|title|copy|strftime|astimezone|timestamp|date|findall|sub|compile|isdigit|search|fullmatch|ZoneInfo|timezone|version|filter|filter_by|where|callable|vars|dir|str_to_\w+|parse_\w+|to_(int|float|bool|str|decimal|date\w*|json|dict|number|utc))$/;
/** Says what is done, and does nothing of it. */
const TALK = /^(debug|info|warning|error|exception|log|print|sleep)$/;
const TELEMETRY =
  /(^|[._])(sentry\w*|statsd|prometheus\w*|metrics|telemetry|posthog|analytics|tracer|otel|opentelemetry|newrelic|datadog|mixpanel|amplitude)[._]/i;
const ENDING =
  /^(__del__|__exit__|__aexit__|_*(close|aclose|shutdown|cleanup|teardown|stop|disconnect|dispose|reset)\w*|on_shutdown|tear_?down\w*)$/;

/** Those of one file, in source order. */
export const swallowedExceptions = query<readonly SwallowedException[]>('swallowed-exceptions', (db, path) => {
  const found: SwallowedException[] = [];
  const module = db.facts(path)?.python;
  if (module) walk({ db, found, path }, { path, within: [] }, module.body, false);
  return found;
});

interface File {
  readonly db: Db;
  readonly path: string;
  readonly found: SwallowedException[];
}

/** `isFailing`: another failure is being handled here, or the end of everything. */
function walk(file: File, site: Site, body: readonly Stmt[], isFailing: boolean): void {
  for (const [index, stmt] of body.entries()) {
    const into = (inner: readonly Stmt[], failing = isFailing) => walk(file, site, inner, failing);
    switch (stmt.k) {
      case 'try':
        lookAt(file, site, stmt, isFailing);
        into(stmt.body);
        for (const handler of stmt.handlers) into(handler.body, true);
        into(stmt.orelse);
        into(stmt.final, true);
        break;
      case 'def':
        walk(file, inside(site, stmt), stmt.body, ENDING.test(stmt.name));
        break;
      case 'class':
        walk(file, inside(site, stmt), stmt.body, false);
        break;
      case 'if':
      case 'for':
      case 'while':
        into(stmt.body);
        into(stmt.orelse);
        break;
      case 'with':
        if (!isCommentAbove(file, stmt, body[index - 1])) suppressed(file, site, stmt, isFailing);
        into(stmt.body);
        break;
      case 'match':
        for (const one of stmt.cases) into(one.body);
        break;
      default:
        break;
    }
  }
}

function lookAt(file: File, site: Site, stmt: Try, isFailing: boolean): void {
  for (const handler of stmt.handlers) {
    const does = nothingOf(handler.body);
    const caught = caughtBy(file.db, site, handler.type);
    if (does === null || (caught !== 'everything' && caught !== 'error')) continue;
    // `except KeyError: …` above says that somebody thought about what can happen.
    const isExplained = isCommented(file, handler) || isCommentAbove(file, handler, stmt.body.at(-1));
    const excuse = excuseOf(stmt.body, isFailing) ?? (isExplained ? 'comment' : null);
    const types = handler.type?.k === 'tuple' ? handler.type.items : handler.type ? [handler.type] : [];
    const clause = ['except', types.map((type) => describe(type)).join(', ')].join(' ').trim();
    const swallowsCancellation =
      caught === 'everything' &&
      !isFarewell(stmt.body) &&
      awaits(stmt.body) &&
      !handles(stmt, 'CancelledError', handler);
    add(file, site, handler, { clause, does, tried: triedIn(stmt.body), swallowsCancellation, excuse });
  }
}

/** `with suppress(Exception):` */
function suppressed(file: File, site: Site, stmt: Stmt & { k: 'with' }, isFailing: boolean): void {
  for (const { v } of stmt.items) {
    if (v.k !== 'call' || externalName(file.db, site, v.fn) !== 'contextlib.suppress') continue;
    const widths = v.args.map((arg) => caughtBy(file.db, site, arg));
    if (!widths.some((width) => width === 'everything' || width === 'error')) continue;
    const excuse = excuseOf(stmt.body, isFailing);
    const clause = describe(v);
    add(file, site, v, { clause, does: 'suppress', tried: triedIn(stmt.body), swallowsCancellation: false, excuse });
  }
}

function add(file: File, site: Site, at: Range, told: Omit<SwallowedException, 'at' | 'symbol'>): void {
  const symbol = site.within.map(({ name }) => name).join('.');
  const span = spanOf(file.db.facts(file.path)?.lineStarts ?? [0], at);
  file.found.push({ at: { path: file.path, span }, symbol, ...told });
}

/** `pass`, `...`, `continue` or `break` alone; `null` for a body that does something. */
function nothingOf(body: readonly Stmt[]): string | null {
  const [only, more] = body.filter((stmt) => !(stmt.k === 'expr' && stmt.v.k === 'str'));
  if (!only || more) return null;
  if (only.k === 'pass' || only.k === 'continue' || only.k === 'break') return only.k;
  return only.k === 'expr' && only.v.k === 'const' && only.v.v === '...' ? '...' : null;
}

function excuseOf(tried: readonly Stmt[], isFailing: boolean): SwallowedException['excuse'] {
  if (isFailing) return 'failing';
  if (isFarewell(tried) || tried.every((stmt) => stmt.k === 'import' || stmt.k === 'delete' || stmt.k === 'pass'))
    return 'best-effort';
  const calls = callsIn(tried);
  if (calls.some(({ fn }) => TELEMETRY.test(describe(fn)))) return 'best-effort';
  const names = calls.map(lastName);
  const telling = names.filter((name) => !CONVERSION.test(name));
  if (telling.length > 0 && telling.some((name) => BEST_EFFORT.test(name)) && telling.length <= 3) return 'best-effort';
  return telling.length === 0 && statementsOf(tried).length <= 12 ? 'conversion' : null;
}

function lastName({ fn }: Call): string {
  return fn.k === 'attr' ? fn.name : fn.k === 'name' ? fn.id : '';
}

function triedIn(body: readonly Stmt[]): string {
  const calls = callsIn(body);
  const telling = calls.filter((call) => !CONVERSION.test(lastName(call)));
  const first = telling.find((call) => !TALK.test(lastName(call))) ?? telling[0] ?? calls[0];
  return first ? (dottedName(first.fn) ?? lastName(first)) : '';
}

/** `task.cancel()`, then `await task`: what is swallowed is the cancellation that was asked for. */
function isFarewell(body: readonly Stmt[]): boolean {
  return body.every((stmt) => stmt.k === 'expr' && stmt.v.k === 'await' && stmt.v.v.k !== 'call');
}

function awaits(body: readonly Stmt[]): boolean {
  return statementsOf(body).some((stmt) =>
    expressionsOf(stmt).some((expr) => expressionsIn(expr).some((inner: Expr) => inner.k === 'await')),
  );
}

function handles(stmt: Try, name: string, before: ExceptHandler): boolean {
  return stmt.handlers
    .slice(0, stmt.handlers.indexOf(before))
    .some(({ type }) => type !== null && expressionsIn(type).some((one) => describe(one).endsWith(name)));
}

/**
 * Facts hold no comments, but they hold where lines begin: what stands on the handler's lines beside its own words is a
 * comment. A short one (`# noqa`) explains nothing.
 */
function isCommented(file: File, handler: ExceptHandler): boolean {
  const [first] = handler.body;
  const lineStarts = file.db.facts(file.path)?.lineStarts ?? [0];
  if (!first) return false;
  const header = handler.type?.e ?? handler.s + 'except'.length;
  const named = handler.name === null ? 0 : ` as ${handler.name}`.length;
  const from = spanOf(lineStarts, { s: header + named, e: first.s });
  const linesBetween = from.endLine - from.line - 1;
  const afterHeader = (lineStarts[from.line] ?? header) - header - named;
  const end = spanOf(lineStarts, { s: first.e, e: first.e }).line;
  const afterBody = (lineStarts[end] ?? first.e) - first.e;
  return linesBetween > 0 || (from.line !== from.endLine && afterHeader > EXPLAINING) || afterBody > EXPLAINING;
}

/** A line of its own above a statement that belongs to no other. */
function isCommentAbove(file: File, stmt: Range, before: Stmt | undefined): boolean {
  const lineStarts = file.db.facts(file.path)?.lineStarts ?? [0];
  const { line } = spanOf(lineStarts, stmt);
  const length = (lineStarts[line - 1] ?? 0) - (lineStarts[line - 2] ?? 0);
  const isFree = before !== undefined && spanOf(lineStarts, before).endLine < line - 1;
  return isFree && length > EXPLAINING;
}

/** Longer than a line break and the usual instructions to a linter. */
const EXPLAINING = 22;
