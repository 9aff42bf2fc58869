/** What the parts of a request without credentials hold: nothing where credentials would be. */

import type { Follow } from './follow.ts';
import { carriesCredentials, isAccessParameter, isIdentity } from './names.ts';
import { ANONYMOUS, FOREIGN, known, NOTHING, type Part, type Value } from './values.ts';

const PARTS: ReadonlyMap<string, Part> = new Map([
  ['headers', 'headers'],
  ['cookies', 'cookies'],
  ['session', 'session'],
  ['user', 'user'],
  ['state', 'state'],
  ['scope', 'scope'],
  ['url', 'url'],
  ['args', 'query'],
  ['query_params', 'query'],
  ['path_params', 'query'],
]);

/** `request.name`. */
export function ofRequest(follow: Follow, name: string): Value {
  const part = PARTS.get(name);
  if (part) return { k: 'part', of: part };
  if (/^(auth|authorization|remote_user)$/.test(name)) return NOTHING;
  if (name === 'path' || name === 'endpoint' || name === 'method') return ofRoute(follow, name);
  if (/^(current_)?(user|identity|account|jwt|token)(_id)?$/.test(name)) return NOTHING;
  return FOREIGN;
}

function ofRoute(follow: Follow, name: 'path' | 'endpoint' | 'method'): Value {
  follow.usesRoute = true;
  const { route } = follow.asking;
  if (!route) return FOREIGN;
  if (name === 'path') return { k: 'path', text: route.path };
  if (name === 'endpoint') return { k: 'endpoint', names: route.endpoints };
  // Of several, the one that changes something.
  const method = route.methods.find((one) => one === 'POST' || one === 'PUT' || one === 'DELETE') ?? route.methods[0];
  return known(method === 'WEBSOCKET' ? 'GET' : (method ?? 'GET'));
}

/** `part.name`. */
export function ofPart(follow: Follow, part: Part, name: string): Value {
  switch (part) {
    case 'url':
      return name === 'path' ? ofRoute(follow, 'path') : FOREIGN;
    case 'user':
      if (/^is_(authenticated|active|admin\w*|superuser|staff)$/.test(name)) return known(false, 'anonymous');
      return name === 'is_anonymous' ? known(true, 'anonymous') : ANONYMOUS;
    case 'state':
      return isIdentity(name) ? NOTHING : FOREIGN;
    case 'session':
    case 'cookies':
      return NOTHING;
    case 'headers':
      return carriesCredentials(name.replaceAll('_', '-')) ? NOTHING : FOREIGN;
    default:
      return FOREIGN;
  }
}

/** `part.get("key", fallback)`; `key` is `null` where it could not be read. */
export function entryOf(follow: Follow, part: Part, key: string | null, fallback: Value): Value {
  const nothing: Value = fallback.k === 'const' ? { ...fallback, from: 'anonymous' } : ANONYMOUS;
  switch (part) {
    case 'headers':
      return key === null || carriesCredentials(key) ? nothing : FOREIGN;
    case 'cookies':
    case 'session':
      return key !== null && /csrf|lang|locale|theme|flash|cart/i.test(key) ? FOREIGN : nothing;
    case 'state':
      return key === null || isIdentity(key) ? nothing : FOREIGN;
    case 'scope':
      return ofScope(follow, key, nothing);
    case 'query':
      if (key !== null && isAccessParameter(key)) return nothing;
      return isSocket(follow) && key !== null && /token|key|ticket|auth/i.test(key) ? nothing : FOREIGN;
    default:
      return FOREIGN;
  }
}

function ofScope(follow: Follow, key: string | null, nothing: Value): Value {
  if (key === 'path' || key === 'method') return ofRoute(follow, key);
  if (key === 'raw_path') return ofRoute(follow, 'path');
  if (key === 'type') {
    follow.usesRoute = true;
    return known(isSocket(follow) ? 'websocket' : 'http');
  }
  if (key === 'headers') return { k: 'part', of: 'headers' };
  if (key === 'session' || key === 'state' || key === 'user') return { k: 'part', of: key };
  return key === 'auth' ? nothing : FOREIGN;
}

export function isSocket(follow: Follow): boolean {
  follow.usesRoute = true;
  return follow.asking.route?.methods.includes('WEBSOCKET') ?? false;
}

/** What something of a framework's global names is: `flask.request`, `flask_login.current_user`. */
export function ofFramework(dotted: string): Value | null {
  if (/^(flask|quart|starlette_context|sanic)\.(request|websocket)$/.test(dotted)) return { k: 'request' };
  if (/^(flask|quart)\.session$/.test(dotted)) return { k: 'part', of: 'session' };
  if (/^(flask|quart)\.g$/.test(dotted)) return { k: 'part', of: 'state' };
  if (/^flask\w*\b.*\.current_user$/.test(dotted) || /^quart_auth\.current_user$/.test(dotted)) {
    return { k: 'part', of: 'user' };
  }
  return null;
}
