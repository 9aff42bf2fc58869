/** Tasks of workers, and the event loops that they start for coroutines. */
import type { LoopedTask } from '../../model/execution.ts';
import type { Expr, FunctionDef } from '../../model/python.ts';
import { callsIn, definitionsIn, dottedName, statementsOf } from '../../model/python-walk.ts';
import { type Range, type Span, spanOf } from '../../model/span.ts';
import { calledBy } from '../callee.ts';
import { type Db, query } from '../db.ts';
import { describe } from '../describe.ts';
import { isAside } from '../layers.ts';
import { originOf } from '../origin.ts';
import { functionKey, functionsOf } from '../reach/function-reach.ts';
import { externalName, inside, type Site } from '../resolve.ts';
import { isTestPath } from '../routes/frameworks.ts';
import { calleesOf } from '../served.ts';
import { functionBlocks } from './function-blocks.ts';
import { keptEngine } from './kept-engines.ts';
import { ownCalls } from './own-calls.ts';

interface Task {
  readonly key: string;
  readonly queue: string;
}

/** Queues whose workers run task after task in one process. */
const QUEUES = ['celery', 'dramatiq', 'huey'];
const DECORATOR = /(^|\.)(task|shared_task|periodic_task|actor|db_task)$/;

const tasksIn = query<readonly Task[]>('worker-tasks', (db, path) => {
  const module = isTestPath(path) || isAside(path) ? undefined : db.facts(path)?.python;
  if (!module?.names.some((name) => DECORATOR.test(name))) return [];
  return definitionsIn(module.body).flatMap(({ def, within }) => {
    if (def.k !== 'def' || def.async) return [];
    const queue = def.decorators.map((one) => queueOf(db, { path, within }, one)).find((one) => one !== null);
    return queue ? [{ key: functionKey(path, def.s), queue }] : [];
  });
});

function queueOf(db: Db, site: Site, decorator: Expr): string | null {
  const expr = decorator.k === 'call' ? decorator.fn : decorator;
  const name = dottedName(expr) ?? '';
  if (!DECORATOR.test(name)) return null;
  const origin = externalName(db, site, expr) ?? (expr.k === 'attr' ? originOf(db, site, expr.obj) : null) ?? name;
  return QUEUES.find((queue) => origin.toLowerCase().includes(queue)) ?? null;
}

const workerTasks = query<readonly Task[]>('all-worker-tasks', (db) =>
  db.paths().flatMap((path) => (path.endsWith('.py') ? db.get(tasksIn, path) : [])),
);

/** How one function starts loops, and what it gives them to run. */
export interface Starts {
  readonly starter: LoopedTask['starter'] | null;
  readonly coroutines: readonly string[];
  /** It gives back what the engine holds, so that the next loop begins anew. */
  readonly disposes: boolean;
}

const NO_STARTS: Starts = { starter: null, coroutines: [], disposes: false };

/** By `functionKey`. */
export const loopStarts = query<Starts>('loop-starts', (db, key) => {
  const found = functionAt(db, key);
  if (!found) return NO_STARTS;
  const site = inside(found.site, found.def);
  const calls = ownCalls(found.def);
  const coroutines = new Set<string>();
  const starters: LoopedTask['starter'][] = [];
  for (const { call } of calls) {
    const callee = calledBy(db, site, call.fn);
    if (callee?.kind === 'function' && callee.def.async) coroutines.add(functionKey(callee.site.path, callee.def.s));
    // `async_to_sync(refresh)(id)`
    for (const arg of call.args) {
      const given = arg.k === 'name' || arg.k === 'attr' ? calledBy(db, site, arg) : null;
      if (given?.kind === 'function' && given.def.async) coroutines.add(functionKey(given.site.path, given.def.s));
    }
    const loop = loopOf(db, site, { def: found.def, fn: call.fn });
    if (loop)
      starters.push({ call: describe(call.fn), loop, at: { path: site.path, span: spanIn(db, site.path, call) } });
  }
  return { starter: newLoopOf(starters), coroutines: [...coroutines], disposes: disposes(found.def) };
});

/** The one that makes a loop of its own: the others are ways around it. */
function newLoopOf(starters: readonly LoopedTask['starter'][]): LoopedTask['starter'] | null {
  return starters.find(({ loop }) => loop === 'new') ?? starters[0] ?? null;
}

/** Which loop a call starts: one that the program keeps is the same for every task, and none of our business. */
function loopOf(db: Db, site: Site, { def, fn }: { def: FunctionDef; fn: Expr }): LoopedTask['starter']['loop'] | null {
  const name = externalName(db, site, fn) ?? dottedName(fn) ?? '';
  if (/^(asyncio\.run|anyio\.run|trio\.run|asyncio\.Runner|asgiref\.sync\.async_to_sync)$/.test(name)) return 'new';
  if (fn.k !== 'attr' || fn.name !== 'run_until_complete') return null;
  const calls = callsIn(def.body).map((call) => dottedName(call.fn) ?? '');
  const makes = calls.some((one) => /(^|\.)new_event_loop$/.test(one));
  if (makes && calls.some((one) => /loop\.close$/.test(one))) return 'new';
  if (calls.some((one) => /(^|\.)get_event_loop$/.test(one))) return 'current';
  return makes && !keepsLoop(def) ? 'new' : null;
}

function keepsLoop(def: FunctionDef): boolean {
  return statementsOf(def.body).some(
    (stmt) => stmt.k === 'global' || (stmt.k === 'assign' && stmt.targets.some(({ k }) => k === 'attr')),
  );
}

function disposes(def: FunctionDef): boolean {
  return callsIn(def.body).some(
    ({ fn }) => fn.k === 'attr' && /^(dispose|aclose_all|reset_engine|close_all)$/.test(fn.name),
  );
}

const MAX_DEPTH = 4;
const MAX_FUNCTIONS = 600;

interface TaskRun extends Task {
  readonly starter: LoopedTask['starter'];
  /** The coroutines that it runs, and all that those call, nearest first. */
  readonly reached: readonly string[];
  readonly coroutines: readonly string[];
}

/** The tasks that start a loop for each run. */
const taskRuns = query<readonly TaskRun[]>('task-runs', (db) =>
  db.get(workerTasks).flatMap((task) => runOf(db, task) ?? []),
);

function runOf(db: Db, task: Task): TaskRun | null {
  const starters: LoopedTask['starter'][] = [];
  const coroutines: string[] = [];
  const seen = new Set([task.key]);
  let level = [task.key];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const key of level) {
      const starts = db.get(loopStarts, key);
      if (starts.disposes) return null;
      if (starts.starter) starters.push(starts.starter);
      coroutines.push(...starts.coroutines);
      for (const { key: callee } of db.get(functionBlocks, key).calls) {
        if (seen.has(callee) || seen.size > MAX_FUNCTIONS) continue;
        seen.add(callee);
        next.push(callee);
      }
    }
    level = next;
  }
  const starter = newLoopOf(starters);
  if (starter === null || coroutines.length === 0) return null;
  return { ...task, starter, coroutines, reached: reachedFrom(db, coroutines) };
}

function reachedFrom(db: Db, coroutines: readonly string[]): readonly string[] {
  const reached = new Set(coroutines);
  for (const key of reached) {
    if (reached.size > MAX_FUNCTIONS) break;
    for (const callee of db.get(calleesOf, key)) reached.add(callee);
  }
  return [...reached];
}

/** What the tasks of workers run on loops of their own, by `functionKey`. */
export const workerCoroutines = query<ReadonlySet<string>>(
  'worker-coroutines',
  (db) => new Set(db.get(taskRuns).flatMap(({ reached }) => reached)),
);

/** The tasks whose coroutines use an engine that an earlier task's loop has used. */
export const loopedTasks = query<readonly LoopedTask[]>('looped-tasks', (db) =>
  db.get(taskRuns).flatMap((run) => loopedTask(db, run) ?? []),
);

function loopedTask(db: Db, { key, queue, starter, reached, coroutines }: TaskRun): LoopedTask | null {
  const task = functionAt(db, key);
  const first = functionAt(db, coroutines[0] ?? '');
  if (!task || !first || reached.some((one) => db.get(loopStarts, one).disposes)) return null;
  for (const one of reached) {
    const used = db.get(engineUse, one);
    if (!used) continue;
    const { def, site } = task;
    const head = { path: site.path, span: spanIn(db, site.path, def.head) };
    const symbol = [...site.within, def].map(({ name }) => name).join('.');
    return { symbol, queue, head, starter, coroutine: first.def.name, use: used.use, engine: used.engine };
  }
  return null;
}

const OPENING = /session|engine|maker|factory|connect|begin|db|database/i;

/** The first place where a function takes sessions or connections of an engine that is kept. */
const engineUse = query<Pick<LoopedTask, 'use' | 'engine'> | null>('kept-engine-use', (db, key) => {
  const found = functionAt(db, key);
  if (!found) return null;
  const site = inside(found.site, found.def);
  for (const { call } of ownCalls(found.def)) {
    if (!OPENING.test(describe(call.fn))) continue;
    // `engine.begin()`, `async_session_maker()`, `get_sessionmaker()()`
    const isOfEngine = call.fn.k === 'attr' && /^(begin|connect)$/.test(call.fn.name);
    const engine = keptEngine(db, site, isOfEngine && call.fn.k === 'attr' ? call.fn.obj : call.fn);
    if (engine)
      return { engine, use: { name: found.def.name, at: { path: site.path, span: spanIn(db, site.path, call) } } };
  }
  return null;
});

function functionAt(db: Db, key: string): { readonly site: Site; readonly def: FunctionDef } | null {
  const space = key.indexOf(' ');
  return db.get(functionsOf, key.slice(space + 1)).get(Number(key.slice(0, space))) ?? null;
}

function spanIn(db: Db, path: string, range: Range): Span {
  return spanOf(db.facts(path)?.lineStarts ?? [0], range);
}
