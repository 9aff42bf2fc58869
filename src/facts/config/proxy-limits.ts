/** Limits on requests that a proxy in front of the application keeps, told from configuration that is not parsed. */
import type { ProxyLimit } from '../../model/facts.ts';

/** nginx, HAProxy, Caddy, Apache, Envoy, and Terraform's names of the rules that clouds offer. */
const LIMITS: readonly [ProxyLimit, RegExp][] = [
  [
    'rate',
    /\b(?:limit_req|limit_conn|rate_limit|ratelimit|rate_limits|http_req_rate|mod_evasive|rate_based_statement|cloudflare_rate_limit|rate_limit_options)\b/g,
  ],
  ['body', /\b(?:client_max_body_size\s+[1-9]|LimitRequestBody\s+[1-9]|request_body\s*\{|max_request_bytes\b)/g],
];
/** UTF-16 units. Nobody writes a proxy's configuration that long. */
const MAX_LENGTH = 1 << 18;

/** The limits that a text sets; a remark sets none. Whether the text is a proxy's configuration, its path tells. */
export function readProxyLimits(text: string): readonly ProxyLimit[] {
  if (text.length > MAX_LENGTH) return [];
  return LIMITS.filter(([, pattern]) => [...text.matchAll(pattern)].some(({ index }) => !isRemark(text, index))).map(
    ([limit]) => limit,
  );
}

function isRemark(text: string, at: number): boolean {
  return /^\s*(?:#|\/\/)/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}
