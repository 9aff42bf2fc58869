/** What a container holds, told from its name, its class, its type and what is put in. */
import type { ContainerAccess, SharedContainer } from './index.ts';

/** The gravest first. */
export const SUBJECTS = ['tokens', 'rate', 'sessions', 'jobs', 'data', 'sockets', 'cache'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What is meant to belong to one process, by the last word of its name. */
const OWN =
  /(^|_)(metrics?|stats?|statistics|counters?|(ref_?)?counts?|gauges?|histograms?|timings?|latenc(y|ies)|locks?|mutex(es)?|semaphores?|registry|registr(y|ies)|handlers?|hooks?|callbacks?|listeners?|plugins?|extensions?|executors?|pools?|engines?|loaders?|instances?|singletons?|factor(y|ies)|providers?|adapters?|drivers?|clients?|agents?|strateg(y|ies)|middlewares?|routes?|routers?|commands?|timers?|futures|waiters?|background_tasks|warnings?|errors?|logs?|logger|seen|warned|settings|config|configs|options|defaults|modules?|tools?|models?|tables?|services?|dependencies|container|breakers?|circuits?|threads?|process(es)?|schedulers?|queues?|spans?|buffers?|samples?|windows?)$/;
/** It looks at what this process does. */
const WATCHING = /(Tracker|Tracer|Profiler|Monitor|Collector|Metrics?|Stats)$/;
const OWN_TYPE =
  /\b(Lock|RLock|Event|Semaphore|Condition|Queue|PriorityQueue|Future|Task|Thread|Process|Popen|Timer|Executor|Callable|Coroutine|Type|type|\w*(Client|Engine|Pool|Executor|Breaker\w*|Limiter|Lock|Factory|Handler|Provider|Adapter|Agent|Pipeline|Driver|Module|Plugin|Tool))\b/;
const MADE =
  /(^|\.)(Lock|RLock|Event|Semaphore|BoundedSemaphore|Condition|Queue|PriorityQueue|Future|create_task|ensure_future|run_coroutine_threadsafe|submit|Thread|Process|Popen|Timer|ThreadPoolExecutor|ProcessPoolExecutor|create_engine|create_async_engine|sessionmaker|async_sessionmaker|import_module|\w*(Client|Engine|Pool|Executor|Breaker|Limiter|Lock|Factory|Handler|Provider|Adapter|Agent|Model|Pipeline|Driver))$/;

/** What stands in the place of a table; a name that says nothing else may be anything. */
const DATABASE =
  /(^|_)(db|database|store|storage|state|data|records?|rows|items|users|accounts|customers|members|orders|products|posts|comments|todos|notes|books|bookings|reservations|tickets|invoices|payments|transactions|votes|likes|profiles|documents|files|notifications|feedbacks?|alerts|subscriptions|leads|contacts|projects|teams|students|courses|questions|answers|scores|leaderboard|votes|polls|reviews|favorites|preferences)$/;
const PLAIN =
  /(^|\.)(dict|list|set|deque|defaultdict|str|int|float|bool|time|now|utcnow|monotonic|perf_counter|model_dump|copy|deepcopy|json|loads|uuid4|get)$/;

const NAMES: readonly (readonly [Subject, RegExp])[] = [
  ['cache', /cache|memo(_|$|ized)/],
  [
    'rate',
    /rate_?limit|(^|_)(attempts?|hits|throttl\w*|failed_\w*|lockouts?|request_(counts?|log|times|history)|cooldowns?|blocked_ips?|banned\w*)(_|$)/,
  ],
  [
    'tokens',
    /(^|_)(access_|refresh_|reset_|auth_|api_)?tokens?(_(store|blacklist|blocklist|map|db|by_\w+))?$|(^|_)(otps?|tickets|nonces?|blacklist(ed)?\w*|blocklist|denylist|revoked\w*|csrf\w*|verification\w*|reset_codes?|codes|oauth_states?|auth_codes?|pending_\w*(codes?|tokens?))(_|$)/,
  ],
  ['sockets', /connection|websocket|socket|subscri(ber|ption)|(^|_)peers?$/],
  // `game_scan_state`: what is done says more than what it is done to.
  ['jobs', /^(?!.*(session|conversation)).*(^|_)(jobs?|scans?|progress|exports?|imports?|uploads?|downloads?)(_|$)/],
  [
    'sessions',
    /session|conversation|(^|_)(chats?|histor(y|ies)|games?|carts?|rooms?|lobb(y|ies)|players?|participants?|presence|online_users?|logged_in\w*|active_users?|messages)(_|$)/,
  ],
  [
    'jobs',
    /(^|_)(jobs?|tasks?|progress|runs?|running(_(jobs|tasks|builds|ids|\w+_ids))?$|executions?|uploads?|downloads?|exports?|imports?|analys(is|es)|generations?|trainings?|workflows?|batch(es)?|scans?|builds?|status(es)?|results?|reports?)(_|$)/,
  ],
];

/** `null` for what belongs to one process by design. */
export function subjectOf(
  { attribute, owner, annotation }: SharedContainer,
  writers: readonly ContainerAccess[],
): Subject | null {
  if (/WebSocket\b/.test(annotation)) return 'sockets';
  if (owner !== null && WATCHING.test(owner)) return null;
  const values = writers.map(({ value }) => value);
  const isMade = values.some((value) => value !== null) && values.every((value) => value === null || MADE.test(value));
  if (OWN_TYPE.test(annotation) || isMade) return null;
  // `offset_by_token` holds offsets.
  const name = wordsOf(attribute).replace(/(?<=[a-z])_by_\w+$/, '');
  if (/(^|_)(fallback|last_run|snapshot|diagnostics?|health|probe)(_|$)/.test(name)) return null;
  const found = named(name);
  if (
    found === 'cache' ||
    (found !== null && !/(^|_)(locks?|handlers?|callbacks?|hooks?|queues?|metrics?|stats?|counts?)$/.test(name))
  )
    return found;
  if (OWN.test(name)) return null;
  const byOwner = owner === null ? null : named(wordsOf(owner));
  if (owner !== null && OWN.test(wordsOf(owner))) return null;
  if (byOwner !== null && byOwner !== 'cache') return byOwner;
  // Objects with a life of their own (a connection, a running node) cannot be kept elsewhere.
  const isPlain = values.every((value) => value === null || PLAIN.test(value));
  return isPlain && (DATABASE.test(name) || /(Store|Storage|Repository|Repo|Database|DB)$/.test(owner ?? ''))
    ? 'data'
    : null;
}

function named(words: string): Subject | null {
  return NAMES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** `_activeJobs` → `active_jobs`. */
function wordsOf(name: string): string {
  return name
    .replace(/^_+/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
