/** `npm run faults -- --runs 200 [--postgres] [--first SEED] [--together 50] [--stages 3] [--log FILE]`: seeded runs of the real processes. */
import { parseArgs } from 'node:util';
import { live } from './life.ts';
import { startOracle } from './oracle.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    first: { type: 'string', default: '1' },
    together: { type: 'string', default: '50' },
    stages: { type: 'string', default: '3' },
    postgres: { type: 'boolean', default: false },
    log: { type: 'string' },
  },
});
const backend = values.postgres ? 'postgres' : 'pglite';
const [runs, first, together, stages] = [values.runs, values.first, values.together, values.stages].map(Number);
if (!runs || !first || !together || !stages)
  throw new Error('--runs, --first, --together and --stages are numbers above 0');

const say = (line: string) => void process.stdout.write(`${line}\n`);
const oracle = await startOracle();
const sum = { kills: 0, halts: 0, faults: 0, deliveries: 0, redeliveries: 0 };
const violations: string[] = [];
for (let seed = first; seed < first + runs; seed += together) {
  const seeds = Array.from({ length: Math.min(together, first + runs - seed) }, (_, at) => seed + at);
  const started = performance.now();
  const told = await live({ backend, seeds, stages, ...(values.log === undefined ? {} : { log: values.log }) }, oracle);
  for (const figure of ['kills', 'halts', 'faults', 'deliveries', 'redeliveries'] as const) sum[figure] += told[figure];
  violations.push(...told.violations);
  const seconds = Math.round((performance.now() - started) / 1_000);
  say(`seeds ${seeds[0]} to ${seeds.at(-1)}, ${backend}, ${seconds} s: ${told.violations.length} violations`);
  for (const violation of told.violations) say(`  ${violation}`);
}
await oracle.close();
say(
  `${runs} runs on ${backend}: ${violations.length} violations; ${sum.kills} kills, ${sum.halts} halts, ${sum.faults} faults, ` +
    `${sum.deliveries} deliveries, ${sum.redeliveries} of them again`,
);
process.exitCode = violations.length === 0 ? 0 : 1;
