/** One measurement, in a process of its own: `node bench/measure.ts <what> <files>` prints a line of JSON. */
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import { catalogue } from '../rules/registry.generated.ts';
import { type AuditTools, audit } from '../src/audit/audit.ts';
import { DEFAULT_CONFIGURATION } from '../src/config/defaults.ts';
import { createExtractor } from '../src/facts/extract-facts.ts';
import { memoryFactStore, noFactStore } from '../src/store/memory-fact-store.ts';
import { memoryProjectCache } from '../src/store/memory-project-cache.ts';
import { measureDeliveries, type Served } from './deliveries.ts';
import { editRepository, generateRepository } from './generate-repository.ts';
import { memorySnapshot } from './memory-snapshot.ts';
import { evaluatedForOneMore, replayCold, replayHostile } from './migrations.ts';
import { measureHeap, measureHuge, measurePeer, type Speeds } from './secrets.ts';
import { measureSoak } from './soak.ts';
import { measureWebhooks } from './webhook.ts';

const PULL_REQUEST_FILES = 10;
/** Pull requests measured one after the other: the App has seen many before. */
const PULL_REQUESTS = 5;

/** Milliseconds of CPU, user and system, that `work` takes. */
async function cpu(work: () => Promise<unknown> | unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Parsing alone: the same grammar and library, and nothing done with the trees. */
async function parse(files: number): Promise<number> {
  const tree = generateRepository(files);
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm')),
  );
  return cpu(() => {
    for (const [path, text] of tree) if (path.endsWith('.py')) parser.parse(text)?.delete();
  });
}

async function cold(files: number): Promise<number> {
  const head = memorySnapshot('head', generateRepository(files));
  const tools = { extractor: await createExtractor({ digestKey: 'bench' }), store: noFactStore };
  return cpu(() => audit(request(head, null), tools));
}

/** The median of several pull requests on one base, with the facts and the linked base of earlier ones at hand. */
async function warm(files: number): Promise<number> {
  const tree = generateRepository(files);
  const base = memorySnapshot('base', tree);
  const tools: AuditTools = {
    extractor: await createExtractor({ digestKey: 'bench' }),
    store: memoryFactStore(4096),
    projects: memoryProjectCache(),
  };
  const costs: number[] = [];
  for (let i = 0; i <= PULL_REQUESTS; i++) {
    const head = memorySnapshot(`head ${i}`, editRepository(tree, PULL_REQUEST_FILES, i));
    costs.push(await cpu(() => audit(request(head, base), tools)));
  }
  // The first one fills the caches.
  return costs.slice(1).sort((a, b) => a - b)[Math.floor(PULL_REQUESTS / 2)] ?? Number.NaN;
}

function request(head: ReturnType<typeof memorySnapshot>, base: ReturnType<typeof memorySnapshot> | null) {
  const none: ReadonlyMap<string, string> = new Map();
  return { head, base, renames: none, configuration: DEFAULT_CONFIGURATION, catalogue, today: '2026-01-01' };
}

const [what, files] = process.argv.slice(2);
/** Milliseconds, unless the name says otherwise. */
const measures: Readonly<Record<string, (files: number) => Promise<number | Speeds | Served>>> = {
  parse,
  cold,
  warm,
  answer: async (files) => (await measureWebhooks(files)).answer,
  webhook: async (files) => (await measureWebhooks(files)).completed,
  deliveries: measureDeliveries,
  soak: measureSoak,
  'secrets-speed': measurePeer,
  'secrets-line': () => measureHuge('line'),
  'secrets-har': () => measureHuge('har'),
  replay: (files) => cpu(async () => void (await replayCold(files))),
  'replay-one-more': evaluatedForOneMore,
  'replay-hostile': replayHostile,
  'secrets-heap': async (files) => measureHeap(files),
};
const measure = measures[what ?? ''];
if (!measure) throw new Error(`nothing is measured under the name "${what}"`);
const measured = await measure(Number(files));
const { figure, peer } = pairOf(measured);
console.log(JSON.stringify({ figure, peer, peakMB: process.resourceUsage().maxRSS / 1024 }));

function pairOf(one: number | Speeds | Served): { readonly figure: number; readonly peer: number | null } {
  if (typeof one === 'number') return { figure: one, peer: null };
  return 'answer' in one ? { figure: one.answer, peer: one.resident } : { figure: one.own, peer: one.peer };
}
