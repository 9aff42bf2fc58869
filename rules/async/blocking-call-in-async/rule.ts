import { type HeldUp, heldUp, plainHandlers } from '../../../src/rulekit/coroutines.ts';
import { type BlockingKind, defineProjectRule, type Found } from '../../../src/rulekit/index.ts';
import { byFileOrOnce, firstOfFiles, partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

export default defineProjectRule<{ readonly mostFiles: number }>(({ project, options }) => {
  const plain = plainHandlers(project);
  const all = heldUp(project);
  const of = (kinds: ReadonlySet<BlockingKind>) => all.filter(({ blocking }) => kinds.has(blocking.kind));
  const make = (sites: readonly HeldUp[], files: number) => findingOf(sites, files, plain);
  return [...byFileOrOnce(of(WAITING), options.mostFiles, make), ...byFileOrOnce(of(WORKING), 0, make)];
});

const WAITING: ReadonlySet<BlockingKind> = new Set(['sleep', 'http', 'mail', 'subprocess', 'sdk']);
/** Short, or as long as the data is large: said once for the project. */
const WORKING: ReadonlySet<BlockingKind> = new Set(['cache', 'compute', 'files']);

function findingOf(sites: readonly HeldUp[], files: number, plain: ReadonlySet<string>): Found {
  const first = sites.find(({ coroutine }) => coroutine.runs === 'request') ?? sites[0];
  if (!first) throw new Error('a finding has at least one place');
  const { coroutine, blocking, at, symbol } = first;
  const helper = blocking.chain[0]?.name ?? '';
  const isPlain = coroutine.awaitsNothing && plain.has(`${coroutine.head.path} ${coroutine.start}`);
  const client = asyncClient(blocking.target);
  const instead = STANDARD[blocking.target];
  const isMinor = coroutine.runs !== 'request' || WORKING.has(blocking.kind);
  const variant =
    files > 1 ? 'everywhere' : isPlain ? 'plain' : helper ? 'through' : instead ? 'instead' : client ? 'client' : null;
  const notes = relatedTo(files > 1 ? firstOfFiles(sites) : sites, first, 'call');
  return {
    at,
    subject: WORKING.has(blocking.kind) ? 'working' : 'waiting',
    symbol: '',
    values: {
      call: blocking.call,
      function: symbol,
      name: symbol.split('.').at(-1) ?? symbol,
      helper,
      client: client ?? '',
      instead: instead ?? '',
      files,
    },
    parts: partsOf(
      sites.map((one) => ({
        at: one.at,
        symbol: one.symbol,
        label: one.blocking.chain[0]?.name ?? one.blocking.call,
        ...(sites.length > 1 ? { alone: findingOf([one], 1, plain) } : {}),
      })),
    ),
    related:
      helper === ''
        ? notes
        : [{ ...blocking.at, note: 'blocks', values: { call: blocking.call } }, ...notes.slice(0, 7)],
    ...(isMinor ? { severity: 'minor' } : {}),
    ...(coroutine.runs === 'request' ? {} : { confidence: 'medium' }),
    ...(variant === null ? {} : { variant }),
  };
}

const STANDARD: Readonly<Record<string, string>> = {
  'time.sleep': 'await asyncio.sleep(…)',
  'subprocess.run': 'process = await asyncio.create_subprocess_exec(…)',
  'subprocess.check_output': 'process = await asyncio.create_subprocess_exec(…, stdout=asyncio.subprocess.PIPE)',
  'subprocess.check_call': 'process = await asyncio.create_subprocess_exec(…)',
  'subprocess.call': 'process = await asyncio.create_subprocess_exec(…)',
};

/** The client of the same library that is made to be awaited. */
const CLIENTS: readonly (readonly [RegExp, string])[] = [
  [/^(requests|urllib|urllib3)\b|^httpx\./, 'httpx.AsyncClient'],
  [/^openai\.AzureOpenAI/, 'openai.AsyncAzureOpenAI'],
  [/^openai\b/, 'openai.AsyncOpenAI'],
  [/^anthropic\b/, 'anthropic.AsyncAnthropic'],
  [/^groq\b/, 'groq.AsyncGroq'],
  [/^together\b/, 'together.AsyncTogether'],
  [/^cohere\b/, 'cohere.AsyncClientV2'],
  [/^google\.generativeai\b.*generate_content$/, 'generate_content_async'],
  [/^google\.generativeai\b.*send_message$/, 'send_message_async'],
  [/^google\.genai\b/, 'client.aio'],
  [/^litellm\.completion$/, 'litellm.acompletion'],
  [/^ollama\b/, 'ollama.AsyncClient'],
  [/^(langchain|langgraph)\w*\b.*\.invoke$/, 'ainvoke'],
  [/^boto3\b/, 'aioboto3.Session'],
  [/^qdrant_client\b/, 'qdrant_client.AsyncQdrantClient'],
  [/^elasticsearch\b/, 'elasticsearch.AsyncElasticsearch'],
  [/^supabase\b/, 'supabase.acreate_client'],
  [/^slack_sdk\b/, 'slack_sdk.web.async_client.AsyncWebClient'],
  [/^redis\b/, 'redis.asyncio.Redis'],
  [/^smtplib\b/, 'aiosmtplib.SMTP'],
];

function asyncClient(target: string): string | null {
  return CLIENTS.find(([library]) => library.test(target))?.[1] ?? null;
}
