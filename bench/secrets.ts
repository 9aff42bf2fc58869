/** How fast secrets are looked for: beside secretlint on the same files in the same process, on huge inputs, and for how long memory is kept. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { fileKind } from '../src/facts/kind.ts';
import { findSecrets } from '../src/facts/secrets/find-secrets.ts';
import { expandTokens } from '../test/world/tokens.ts';
import { generateRepository } from './generate-repository.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['bench', 'docs', 'rules', 'scripts', 'src', 'test'];
const ROUNDS = 5;
const MEGABYTE = 1_000_000;

type Files = readonly (readonly [path: string, text: string])[];

export interface Speeds {
  readonly own: number;
  readonly peer: number;
}

/** Megabytes of text in a second: the median of rounds in which both take turns on the same files. */
export async function measurePeer(files: number): Promise<Speeds> {
  const tree: Files = [...ownFiles(), ...generateRepository(files)];
  const size = tree.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0) / MEGABYTE;
  const rounds: Speeds[] = [];
  // The first round warms both up.
  for (let round = 0; round <= ROUNDS; round++) {
    const own = await milliseconds(() => look(tree));
    const peer = await milliseconds(() => lookWithPeer(tree));
    rounds.push({ own, peer });
  }
  const speed = (who: 'own' | 'peer'): number => (size / median(rounds.slice(1).map((one) => one[who]))) * 1_000;
  return { own: speed('own'), peer: speed('peer') };
}

/** Milliseconds for 4 MB of a bundle on one line, and for a recording of a browser (HAR) of 3 MB; the first time in the process. */
export function measureHuge(what: 'line' | 'har'): Promise<number> {
  const text = what === 'line' ? oneLine(4 * MEGABYTE) : recording(3 * MEGABYTE);
  return milliseconds(() => findSecrets(text, what === 'line' ? 'text' : 'json', 'bench'));
}

/** Megabytes of heap that are still held after `files` files, whose findings are thrown away. Needs `--expose-gc`. */
export function measureHeap(files: number): number {
  const tree = [...generateRepository(files)].slice(0, files);
  look(tree);
  const held = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / MEGABYTE;
  };
  const before = held();
  look(tree);
  return Math.max(0, held() - before);
}

function look(files: Files): void {
  for (const [path, text] of files) findSecrets(text, fileKind(path), 'bench');
}

async function lookWithPeer(files: Files): Promise<void> {
  const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };
  for (const [path, content] of files) {
    if (fileKind(path) === 'ignored') continue;
    const source = { filePath: path, content, ext: extname(path), contentType: 'text' as const };
    await lintSource({ source, options: { config, noPhysicFilePath: true } });
  }
}

/** Milliseconds of CPU, user and system: what else the machine does is not counted. */
async function milliseconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The repository itself: sources, words and tests, which are full of what looks like credentials. */
function ownFiles(): Files {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry): readonly [string, string] => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(ROOT.length), readFileSync(path, 'utf8')];
      }),
  );
}

/** What a bundler makes of a front-end: one line, names of one letter, words of names everywhere. */
function oneLine(size: number): string {
  const pieces = Array.from(
    { length: 400 },
    (_, n) =>
      `function a${n}(e,t){var n=e.token||t.apiKey,r=this.props.password;return r?{type:"SET_TOKEN_${n}",key:n,auth:{basic:"Basic "+btoa(e.user+":"+r)},url:"https://"+t.host+"/api/v${n}"}:c(n,"secret",[${n},2,3])}`,
  ).join(',');
  return pieces.repeat(Math.ceil(size / pieces.length)).slice(0, size);
}

function recording(size: number): string {
  const entries: string[] = [];
  for (let length = 0, n = 0; length < size; n++) {
    const body = expandTokens(`{{random:base64:2000#body${n}}}`);
    const entry = JSON.stringify(
      {
        startedDateTime: '2026-01-01T10:00:00.000Z',
        request: {
          method: 'POST',
          url: `https://shop.acme.dev/api/orders/${n}?page=2&token_type=bearer`,
          headers: [
            { name: 'authorization', value: expandTokens(`Bearer {{random:url:60#bearer${n}}}`) },
            { name: 'cookie', value: expandTokens(`session={{random:alnum:40#session${n}}}; theme=dark`) },
            { name: 'x-api-key', value: '' },
          ],
          postData: { mimeType: 'application/json', text: JSON.stringify({ user: `user${n}`, password: '' }) },
        },
        response: { status: 200, content: { mimeType: 'image/png', encoding: 'base64', text: body } },
        cache: {},
        timings: { send: 0.1, wait: n, receive: 1.2 },
      },
      null,
      2,
    );
    length += entry.length;
    entries.push(entry);
  }
  return `{"log": {"version": "1.2", "entries": [${entries.join(',\n')}]}}`;
}
