/** GitHub workflows: what calls them, their jobs, and the commands of their steps, local actions followed. */
import type { CiCommand, CiJob, Pipeline, Tolerance } from '../../model/ci.ts';
import { entriesOf, entryOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { DataEntry, DataNode, FileFacts } from '../../model/facts.ts';
import { type Range, spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { joinPath } from '../deployment/paths.ts';
import { commandsOfEntry, placeOfLine } from './script-lines.ts';

/** Jobs of one workflow and steps of one job that are looked at. */
const MAX_JOBS = 100;
const MAX_STEPS = 200;
const MAX_ACTIONS = 3;

/** A workflow as its own file tells it, and the local workflows that it calls. */
export interface Workflow extends Pipeline {
  readonly calls: readonly string[];
}

export const workflowOf = query<Workflow | null>('ci-workflow', (db, path) => {
  const facts = db.facts(path);
  const document = facts?.documents?.find((one) => entryOf(one, 'jobs') !== null);
  if (!facts || !document) return null;
  const on = entryOf(document, 'on') ?? entryOf(document, 'true');
  const at = placeIn(path, facts, on ?? { s: 0, e: 0 });
  const jobs = entriesOf(valueAt(document, 'jobs')).slice(0, MAX_JOBS);
  const habits = { pipefail: isBash(valueAt(document, 'defaults', 'run', 'shell')) };
  const folder = textOf(valueAt(document, 'defaults', 'run', 'working-directory')) ?? '';
  return {
    system: 'github',
    path,
    name: textOf(valueAt(document, 'name')) ?? path.slice(path.lastIndexOf('/') + 1),
    events: eventsOf(on?.v ?? null),
    at: { path, span: spanOf(facts.lineStarts, { s: 0, e: 0 }) },
    eventsAt: at,
    jobs: jobs.map((job) => jobOf(db, { path, facts, job, folder, ...habits })),
    calls: jobs.flatMap(({ v }) => localWorkflow(textOf(valueAt(v, 'uses'))) ?? []),
  };
});

function localWorkflow(uses: string | null): string | null {
  return uses?.startsWith('./') ? uses.slice(2) : null;
}

function eventsOf(node: DataNode | null): readonly string[] {
  if (node?.k === 'map') return node.entries.map(({ key, v }) => (key === 'push' && isForTags(v) ? 'tag' : key));
  if (node?.k === 'seq') return node.items.flatMap((item) => textOf(item) ?? []);
  return textOf(node) === null ? [] : [textOf(node) ?? ''];
}

/** `push` with tags and no branches is a release. */
function isForTags(node: DataNode): boolean {
  return (
    entryOf(node, 'tags') !== null && entryOf(node, 'branches') === null && entryOf(node, 'branches-ignore') === null
  );
}

function isBash(node: DataNode | null): boolean {
  return /^bash(\s|$)/.test(textOf(node) ?? '');
}

function placeIn(path: string, facts: FileFacts, range: Range) {
  return { path, span: spanOf(facts.lineStarts, range) };
}

interface JobContext {
  readonly path: string;
  readonly facts: FileFacts;
  readonly job: DataEntry;
  readonly folder: string;
  readonly pipefail: boolean;
}

function jobOf(db: Db, context: JobContext): CiJob {
  const { path, facts, job } = context;
  const folder = textOf(valueAt(job.v, 'defaults', 'run', 'working-directory')) ?? context.folder;
  const pipefail = context.pipefail || isBash(valueAt(job.v, 'defaults', 'run', 'shell'));
  const texts = scalarsOf(job.v);
  const outer = never(job.v, context) ?? continues(job.v, context, 'job');
  const uses = textOf(valueAt(job.v, 'uses'));
  const steps: Steps = { commands: [], actions: [], hidden: false };
  addSteps(db, itemsOf(valueAt(job.v, 'steps')), { path, facts, folder, pipefail, outer, texts, depth: 0 }, steps);
  return {
    name: job.key,
    at: placeIn(path, facts, { s: job.s, e: job.s + job.key.length }),
    services: entriesOf(valueAt(job.v, 'services')).flatMap(({ v }) => textOf(v) ?? textOf(valueAt(v, 'image')) ?? []),
    commands: steps.commands,
    actions: steps.actions,
    hidden: steps.hidden || (uses !== null && localWorkflow(uses) === null),
  };
}

interface Steps {
  readonly commands: CiCommand[];
  readonly actions: string[];
  hidden: boolean;
}

interface StepContext {
  readonly path: string;
  readonly facts: FileFacts;
  readonly folder: string;
  readonly pipefail: boolean;
  readonly outer: Tolerance | null;
  readonly texts: readonly string[];
  readonly depth: number;
}

function addSteps(db: Db, steps: readonly DataNode[], context: StepContext, into: Steps): void {
  for (const step of steps.slice(0, MAX_STEPS)) {
    const id = textOf(valueAt(step, 'id'));
    const isAsked = id !== null && context.texts.some((text) => text.includes(`steps.${id}.outcome`));
    const own = never(step, context) ?? (isAsked ? null : continues(step, context, 'step'));
    const outer = own ?? context.outer;
    const uses = textOf(valueAt(step, 'uses'));
    if (uses !== null) addAction(db, uses, { ...context, outer }, into);
    const run = entryOf(step, 'run');
    const script = textOf(run?.v);
    if (run === null || script === null) continue;
    const folder = textOf(valueAt(step, 'working-directory')) ?? context.folder;
    const shell = valueAt(step, 'shell');
    if (/python|node|perl|pwsh|powershell|cmd/.test(textOf(shell) ?? '')) continue;
    const pipefail = shell === null ? context.pipefail : isBash(shell);
    const name = textOf(valueAt(step, 'name')) ?? '';
    into.commands.push(
      ...commandsOfEntry(db, script, placeOfLine(context.path, context.facts, run, script), {
        step: name,
        folder,
        pipefail,
        outer,
      }),
    );
  }
}

/** A local action's steps stand where it is called; those of others are known by their names. */
function addAction(db: Db, uses: string, context: StepContext, into: Steps): void {
  if (!uses.startsWith('./')) {
    into.actions.push(uses.replace(/@.*$/, ''));
    return;
  }
  const folder = joinPath('', uses);
  for (const path of [`${folder}/action.yml`, `${folder}/action.yaml`]) {
    const facts = db.facts(path);
    const runs = valueAt(facts?.documents?.[0], 'runs');
    if (!facts || runs === null) continue;
    if (context.depth < MAX_ACTIONS && entryOf(runs, 'steps'))
      addSteps(db, itemsOf(valueAt(runs, 'steps')), { ...context, path, facts, depth: context.depth + 1 }, into);
    else into.hidden = true;
    return;
  }
  into.hidden = true;
}

function continues(
  node: DataNode,
  { path, facts }: Pick<StepContext, 'path' | 'facts'>,
  how: 'step' | 'job',
): Tolerance | null {
  const entry = entryOf(node, 'continue-on-error');
  return entry !== null && isAlways(entry.v, 'true')
    ? { how, text: 'continue-on-error: true', at: placeIn(path, facts, entry) }
    : null;
}

function never(node: DataNode, { path, facts }: Pick<StepContext, 'path' | 'facts'>): Tolerance | null {
  const entry = entryOf(node, 'if');
  return entry !== null && isAlways(entry.v, 'false')
    ? { how: 'never', text: 'if: false', at: placeIn(path, facts, entry) }
    : null;
}

function isAlways(node: DataNode, value: 'true' | 'false'): boolean {
  return (textOf(node) ?? '').replace(/^\$\{\{(.*)\}\}$/, '$1').trim() === value;
}

/** The texts of a job, in which the outcome of a step may be asked for. */
function scalarsOf(node: DataNode): readonly string[] {
  const found: string[] = [];
  const walk = (at: DataNode, depth: number): void => {
    if (found.length > 3_000 || depth > 12) return;
    if (at.k === 'scalar') {
      if (typeof at.v === 'string' && at.v.includes('steps.')) found.push(at.v);
    } else if (at.k === 'map') for (const entry of at.entries) walk(entry.v, depth + 1);
    else for (const item of at.items) walk(item, depth + 1);
  };
  walk(node, 0);
  return found;
}
