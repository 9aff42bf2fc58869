/** A tar archive, read as it arrives: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13 */

export interface TarFile {
  readonly path: string;
  readonly bytes: Buffer;
}

const BLOCK = 512;

/** A long name or a set of attributes is a file in the archive; none that git writes comes near. Bytes. */
const MAX_ATTRIBUTES = 2 ** 20;

/** Regular files for which `isWanted`; the others are never held in memory. Throws when the archive is damaged. */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  isWanted: (path: string, size: number) => boolean,
): AsyncGenerator<TarFile> {
  const input = createInput(chunks);
  let longName: string | null = null;
  for (;;) {
    const header = await input.take(BLOCK);
    // An empty block ends the archive.
    if (header === null || header.every((byte) => byte === 0)) return;
    const size = sizeOf(header);
    const type = String.fromCharCode(header[156] ?? 0);
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (type === 'x' || type === 'L') {
      if (size > MAX_ATTRIBUTES) throw new Error('the archive has attributes of unlikely size');
      const text = ((await input.take(size)) ?? damaged()).toString('utf8');
      longName = type === 'L' ? text.replace(/\0.*$/s, '') : (pathAttribute(text) ?? longName);
      await input.skip(padding);
      continue;
    }
    const path = longName ?? nameOf(header);
    longName = null;
    if ((type === '0' || type === '\0') && isWanted(path, size)) {
      yield { path, bytes: (await input.take(size)) ?? damaged() };
      await input.skip(padding);
    } else await input.skip(size + padding);
  }
}

function damaged(): never {
  throw new Error('the archive ends too early');
}

function createInput(chunks: AsyncIterable<Uint8Array>) {
  const source = chunks[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const { done, value } = await source.next();
    if (done) return false;
    rest = rest.length === 0 ? Buffer.from(value) : Buffer.concat([rest, value]);
    return true;
  };
  return {
    /** So many bytes, or `null` at the end of the archive. */
    async take(length: number): Promise<Buffer | null> {
      const parts: Buffer[] = [];
      for (let missing = length; missing > 0; ) {
        if (rest.length === 0 && !(await more())) return missing === length ? null : damaged();
        const part = rest.subarray(0, missing);
        parts.push(part);
        missing -= part.length;
        rest = rest.subarray(part.length);
      }
      return Buffer.concat(parts);
    },
    async skip(length: number): Promise<void> {
      for (let missing = length; missing > 0; ) {
        if (rest.length === 0 && !(await more())) damaged();
        const skipped = Math.min(rest.length, missing);
        missing -= skipped;
        rest = rest.subarray(skipped);
      }
    },
  };
}

/** Octal digits. (Sizes above 8 GB are written otherwise; git has no such blobs on GitHub.) */
function sizeOf(header: Buffer): number {
  const size = Number.parseInt(text(header, 124, 12), 8);
  return Number.isSafeInteger(size) && size >= 0 ? size : damaged();
}

function nameOf(header: Buffer): string {
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  const name = text(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function text(header: Buffer, start: number, length: number): string {
  return header
    .subarray(start, start + length)
    .toString('utf8')
    .replace(/\0.*$/s, '');
}

/** `path` among records such as `30 path=a/very/long/name\n`, whose number counts the bytes of the record. */
function pathAttribute(records: string): string | null {
  const bytes = Buffer.from(records);
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(bytes.toString('latin1', at, at + 12), 10);
    if (!(length > 0)) return null;
    const record = bytes.toString('utf8', at, at + length - 1);
    const [, key, value] = /^\d+ ([^=]+)=(.*)$/s.exec(record) ?? [];
    if (key === 'path' && value !== undefined) return value;
    at += length;
  }
  return null;
}
