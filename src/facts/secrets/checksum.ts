/** Checksums that providers put into their tokens. A value that passes is real; one that fails may be a test's invention. */
import { crc32 } from 'node:zlib';

export type Checksum = 'crc32-base62' | 'crc32-hex' | 'crc32-base36';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Whether `body`, the token without its prefix, ends in the checksum of what stands before. */
export function passes(checksum: Checksum, token: string, prefixLength: number): boolean {
  switch (checksum) {
    // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    case 'crc32-base62': {
      const body = token.slice(prefixLength);
      return base(62, crc32(body.slice(0, -6))).padStart(6, '0') === body.slice(-6);
    }
    // https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
    case 'crc32-hex': {
      const body = token.slice(prefixLength);
      return crc32(body.slice(0, -8)).toString(16).padStart(8, '0') === body.slice(-8);
    }
    // https://docs.gitlab.com/security/tokens/ (routable tokens)
    case 'crc32-base36':
      return crc32(token.slice(0, -7)).toString(36).padStart(7, '0') === token.slice(-7);
    default:
      return checksum satisfies never;
  }
}

function base(radix: number, value: number): string {
  let rest = value;
  let digits = '';
  do {
    digits = (BASE62[rest % radix] ?? '') + digits;
    rest = Math.floor(rest / radix);
  } while (rest > 0);
  return digits;
}
