/** The archive of a commit, as `git archive` writes it: gzipped tar, all paths below one folder. */
import { gzipSync } from 'node:zlib';
import type { Commit, GitStore } from './git-store.ts';

const BLOCK = 512;

export function tarballOf(store: GitStore, commit: Commit, folder: string): Buffer {
  const parts: Buffer[] = [...attributes(`52 comment=${commit.sha}\n`, 'g')];
  for (const [path, { mode, sha }] of commit.files) {
    const name = `${folder}/${path}`;
    const bytes = store.blobs.get(sha) ?? Buffer.alloc(0);
    if (mode === '160000') continue;
    if (Buffer.byteLength(name) > 100) parts.push(...attributes(record('path', name), 'x'));
    const short = Buffer.from(name).subarray(0, 100).toString('latin1');
    if (mode === '120000') parts.push(header(short, 0, '2'));
    else parts.push(header(short, bytes.length, '0'), bytes, padding(bytes.length));
  }
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}

function attributes(text: string, type: string): Buffer[] {
  const bytes = Buffer.from(text);
  return [header('pax_header', bytes.length, type), bytes, padding(bytes.length)];
}

/** The number in front counts itself. */
function record(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (rest + String(length).length > length) length += 1;
  return `${length} ${key}=${value}\n`;
}

function header(name: string, size: number, type: string): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'latin1');
  block.write('0000644\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\0', 257);
  block.write('00', 263);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}
