import { describe, expect, it } from '@jest/globals';
import { readProxyLimits } from '../../src/facts/config/proxy-limits.ts';

describe('limits of a proxy', () => {
  it.each([
    ['nginx', 'http {\n  limit_req_zone $binary_remote_addr zone=a:10m rate=5r/s;\n  limit_req zone=a;\n}', ['rate']],
    ['nginx, bodies', 'client_max_body_size 10m;', ['body']],
    ['nginx, bodies without limit', 'client_max_body_size 0;', []],
    ['a remark', '  # limit_req zone=a;\n  // rate_limit', []],
    ['Caddy', 'rate_limit {\n  zone a\n}\nrequest_body {\n  max_size 1MB\n}', ['rate', 'body']],
    ['Terraform', 'resource "cloudflare_rate_limit" "a" {}', ['rate']],
    ['a text about something else', 'The rate is limited by law.', []],
  ])('%s', (_, text, expected) => {
    expect(readProxyLimits(text)).toEqual(expected);
  });
});
