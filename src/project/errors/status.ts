/** The HTTP status of an answer, as far as the code tells. */
import type { Call, Expr } from '../../model/python.ts';
import { argument } from '../../model/python-walk.ts';
import { evaluate } from '../constants.ts';
import type { Db } from '../db.ts';
import { externalName, type Site } from '../resolve.ts';

/** `http.HTTPStatus` and the exceptions of werkzeug, by their names in words. */
const BY_NAME: Readonly<Record<string, number>> = {
  ok: 200,
  created: 201,
  accepted: 202,
  badrequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notfound: 404,
  methodnotallowed: 405,
  conflict: 409,
  gone: 410,
  unprocessableentity: 422,
  unprocessablecontent: 422,
  toomanyrequests: 429,
  internalservererror: 500,
  notimplemented: 501,
  badgateway: 502,
  serviceunavailable: 503,
  gatewaytimeout: 504,
};

/** `500`, `status.HTTP_500_INTERNAL_SERVER_ERROR`, `HTTPStatus.NOT_FOUND`, `(body, 500)[1]`; `null` where it cannot be told. */
export function statusOf(db: Db, site: Site, expr: Expr | undefined): number | null {
  if (!expr) return null;
  const known = evaluate(db, site, expr);
  if (typeof known === 'number') return known >= 100 && known < 600 ? known : null;
  const inner = expr.k === 'attr' && (expr.name === 'value' || expr.name === 'name') ? expr.obj : expr;
  const name = externalName(db, site, inner) ?? (inner.k === 'attr' ? inner.name : '');
  return statusNamed(name.slice(name.lastIndexOf('.') + 1));
}

/** `HTTP_404_NOT_FOUND`, `NOT_FOUND`, `NotFound`, `HTTPNotFound`. */
export function statusNamed(name: string): number | null {
  const digits = /^HTTP_?(\d{3})(_|$)/.exec(name)?.[1];
  if (digits !== undefined) return Number(digits);
  return (
    BY_NAME[
      name
        .replace(/^HTTP(?=[A-Z])/, '')
        .replaceAll('_', '')
        .toLowerCase()
    ] ?? null
  );
}

/** The status given to a response or HTTP exception, by its name or at `position`. */
export function statusArgument(db: Db, site: Site, call: Call, position: number): number | null {
  for (const name of ['status_code', 'status', 'code', 'http_status']) {
    const given = call.kw.find((keyword) => keyword.name === name)?.v;
    if (given) return statusOf(db, site, given);
  }
  return position < 0 ? null : statusOf(db, site, argument(call, position, 'status_code'));
}
