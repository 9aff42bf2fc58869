import { eachHandler, expressionsWithin, type Handler, statementsWithin } from '../../../src/rulekit/handlers.ts';
import {
  defineProjectRule,
  dottedName,
  type Expr,
  expressionsIn,
  importedName,
  placeIn,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) =>
  eachHandler(project, 'casts-to-bytes', (handler) => {
    const { file, site } = handler;
    const given = valuesFromClient(handler);
    const checked = checkedIn(handler);
    return expressionsWithin(site.def).flatMap((expr) => {
      if (expr.k !== 'call' || expr.kw.length > 0 || expr.args.length !== 1) return [];
      const [value] = expr.args;
      const name = dottedName(expr.fn);
      const isOpen = value && isFromClient(value, given) && !(value.k === 'name' && checked.has(value.id));
      if ((name !== 'bytes' && name !== 'bytearray') || !isOpen) return [];
      const text = dottedName(value) ?? textOf(value);
      return [
        {
          at: placeIn(file, expr),
          subject: `${name} ${text}`,
          symbol: site.symbol,
          values: { call: `${name}(${text})`, value: text, cast: name },
        },
      ];
    });
  }),
);

const DATA = /^(dict|Dict|list|List|Any|int|Union|Optional|Mapping|Sequence|object)$/;
const RECEIVED = /^(receive_json|get_json|json|form)$/;

/** Names that hold what the client sent, of a type that the client chooses. */
function valuesFromClient({ file, site: { def }, routes }: Handler): ReadonlySet<string> {
  const [{ pathKey }] = routes;
  const given = new Set(
    def.params.flatMap(({ name, annotation }) => {
      const outer = annotation?.k === 'sub' ? annotation.obj : annotation;
      return outer && DATA.test(dottedName(outer)?.split('.').at(-1) ?? '') && pathKey !== '' ? [name] : [];
    }),
  );
  for (const stmt of statementsWithin(def)) {
    const value = stmt.k === 'assign' ? stmt.v : stmt.k === 'for' ? stmt.iter : null;
    if (!value || !isReceived(value, given, (expr) => importedName(file, expr))) continue;
    const targets = stmt.k === 'assign' ? stmt.targets : stmt.k === 'for' ? [stmt.target] : [];
    for (const target of targets) for (const expr of expressionsIn(target)) if (expr.k === 'name') given.add(expr.id);
  }
  return given;
}

function isReceived(expr: Expr, given: ReadonlySet<string>, named: (expr: Expr) => string | null): boolean {
  if (expr.k === 'await') return isReceived(expr.v, given, named);
  if (isFromClient(expr, given)) return true;
  if (expr.k !== 'call' || expr.fn.k !== 'attr') return false;
  if (RECEIVED.test(expr.fn.name)) return /^(request|req|websocket|ws|socket)$/.test(dottedName(expr.fn.obj) ?? '');
  return (
    named(expr.fn) === 'json.loads' &&
    expr.args.some((arg) =>
      expressionsIn(arg).some((inner) => inner.k === 'attr' && /^(receive_text|receive|body)$/.test(inner.name)),
    )
  );
}

/** A name that holds it, or a part taken out of one. */
function isFromClient(expr: Expr, given: ReadonlySet<string>): boolean {
  if (expr.k === 'name') return given.has(expr.id);
  if (expr.k === 'sub') return isFromClient(expr.obj, given);
  if (expr.k === 'bin' && expr.op === 'or') return isFromClient(expr.l, given);
  return expr.k === 'call' && expr.fn.k === 'attr' && expr.fn.name === 'get' && isFromClient(expr.fn.obj, given);
}

/** Names whose length or items somebody looks at before. */
function checkedIn({ site: { def } }: Handler): ReadonlySet<string> {
  const tests = expressionsWithin(def).filter(
    (expr) =>
      (expr.k === 'bin' && /^[<>]=?$/.test(expr.op)) ||
      (expr.k === 'call' && /^(all|any)$/.test(dottedName(expr.fn) ?? '')),
  );
  return new Set(tests.flatMap(expressionsIn).flatMap((expr) => (expr.k === 'name' ? [expr.id] : [])));
}

function textOf(expr: Expr): string {
  const names = expressionsIn(expr).flatMap((inner) => (inner.k === 'name' ? [inner.id] : []));
  const key = expressionsIn(expr).find((inner) => inner.k === 'str');
  return `${names[0] ?? '…'}[${key?.k === 'str' ? `"${key.v}"` : '…'}]`;
}
