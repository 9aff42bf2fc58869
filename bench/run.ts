/** `npm run bench`, and `npm run bench -- --soak` for what takes many minutes: speed and memory against what is promised. Each figure is the median of processes of its own. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MEASURE = fileURLToPath(new URL('measure.ts', import.meta.url));
const REPEATS = 3;
const SMALL = 1_000;
const LARGE = 10_000;

interface Measured {
  /** Milliseconds, megabytes, or megabytes in a second. */
  readonly figure: number;
  /** The same of a peer that was measured in turns with us, at an earlier time, or the memory (MB) that it took. */
  readonly peer: number | null;
  readonly peakMB: number;
}

async function measure(what: string, files: number, repeats = REPEATS): Promise<Measured> {
  process.stderr.write(`measuring ${what}, ${files} files …\n`);
  const results: Measured[] = [];
  for (let i = 0; i < repeats; i++) {
    const { stdout } = await run(process.execPath, [
      '--max-old-space-size=8192',
      '--expose-gc',
      MEASURE,
      what,
      String(files),
    ]);
    results.push(JSON.parse(stdout));
  }
  results.sort((a, b) => a.figure - b.figure);
  const median = results[Math.floor(repeats / 2)];
  if (!median) throw new Error('nothing was measured');
  return median;
}

if (process.argv.includes('--soak')) {
  const { figure, peer } = await measure('soak', 40, 1);
  const grown = (figure / (peer ?? Number.NaN)).toFixed(2);
  console.log(
    `2,000 audits of 50 repositories, memory at the end: ${megabytes(figure)} = ${grown} × that after 200 (${megabytes(peer)}); target ≤ 1.2 ×`,
  );
  process.exit();
}

const parse = await measure('parse', SMALL);
const cold = await measure('cold', SMALL);
const warm = await measure('warm', SMALL);
const large = await measure('warm', LARGE, 1);
const answer = await measure('answer', 500, 1);
const webhook = await measure('webhook', 500, 1);
const deliveries = await measure('deliveries', 500, 1);
const terminal = await measure('cold', 1_300, 1);
const secrets = await measure('secrets-speed', 300);
const line = await measure('secrets-line', 1);
const recording = await measure('secrets-har', 1);
const heap = await measure('secrets-heap', 200);
const chain = await measure('replay', 450);
const oneMore = await measure('replay-one-more', 450, 1);
const hostile = await measure('replay-hostile', 3_000, 1);

const rows: readonly (readonly [what: string, measured: string, target: string])[] = [
  ['parsing alone, 1,000 files, CPU', ms(parse.figure), ''],
  ['full audit, cold, CPU', `${ms(cold.figure)} = ${ratio(cold, parse)} × parsing`, '≤ 1.5 ×'],
  [
    'pull request of 10 files, facts cached, CPU',
    `${ms(warm.figure)} = 1/${(cold.figure / warm.figure).toFixed(0)} of cold`,
    '≤ 1/20',
  ],
  ['the same, 10,000 files, CPU', `${ms(large.figure)} = ${ratio(large, warm)} × the small one`, '≤ 2 ×'],
  ['webhook → answer, 500 files, p50', ms(answer.figure), '< 50 ms'],
  ['webhook → completed check-run, 500 files, p50', ms(webhook.figure), '< 1,000 ms'],
  [
    '20 deliveries a second for 60 s, all completed: answer, p99',
    `${ms(deliveries.figure)}, ${megabytes(deliveries.peer)} in memory`,
    '< 50 ms',
  ],
  ['audit of 1,300 files, peak memory', `${Math.round(terminal.peakMB)} MB`, '< 400 MB'],
  [
    'secrets, our files and 300 others, CPU',
    `${secrets.figure.toFixed(0)} MB/s = ${(secrets.figure / (secrets.peer ?? Number.NaN)).toFixed(1)} × secretlint`,
    '≥ 2 ×',
  ],
  ['secrets, 4 MB on one line, first time, CPU', ms(line.figure), '< 250 ms'],
  ['secrets, a HAR file of 3 MB, first time, CPU', ms(recording.figure), '< 250 ms'],
  ['secrets, heap held after 200 files', `${heap.figure.toFixed(1)} MB`, '< 1 MB'],
  ['450 migrations extracted, replayed and judged, cold, CPU', ms(chain.figure), '< 1,500 ms'],
  ['of 451 migrations, evaluated for a pull request that adds one', String(oneMore.figure), '1'],
  ['3,000 migrations that loop, replay and judgement, CPU', ms(hostile.figure), '< 2,000 ms'],
];
const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, measured, target] of rows) console.log(`${what.padEnd(width)}  ${measured.padEnd(34)}  ${target}`);

function ms(milliseconds: number): string {
  return `${Math.round(milliseconds).toLocaleString('en')} ms`;
}

function megabytes(amount: number | null): string {
  return `${Math.round(amount ?? Number.NaN)} MB`;
}

function ratio(a: Measured, b: Measured): string {
  return (a.figure / b.figure).toFixed(2);
}
