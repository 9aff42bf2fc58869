/** GitLab pipelines as far as jobs and scripts: `extends` and `default` are followed, included files are not. */
import type { CiCommand, CiJob, Pipeline, Tolerance } from '../../model/ci.ts';
import { entriesOf, entryOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { DataEntry, DataNode, FileFacts } from '../../model/facts.ts';
import { type Range, spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { commandsOfEntry } from './script-lines.ts';

const RESERVED = new Set(
  'default include stages variables workflow image services before_script after_script cache pages:deploy spec'.split(
    ' ',
  ),
);
const MAX_JOBS = 100;

export const gitlabPipeline = query<Pipeline | null>('gitlab-pipeline', (db, path) => {
  const facts = db.facts(path);
  const document = facts?.documents?.find((one) => one.k === 'map');
  if (!facts || !document) return null;
  const jobs = entriesOf(document).filter(({ key, v }) => !RESERVED.has(key) && !key.startsWith('.') && v.k === 'map');
  const at = { path, span: spanOf(facts.lineStarts, { s: 0, e: 0 }) };
  const hidden = entryOf(document, 'include') !== null;
  return {
    system: 'gitlab',
    path,
    name: 'GitLab CI',
    events: ['push'],
    at,
    eventsAt: at,
    jobs: jobs.slice(0, MAX_JOBS).map((job) => jobOf(db, { path, facts, document, job, hidden })),
  };
});

interface JobContext {
  readonly path: string;
  readonly facts: FileFacts;
  readonly document: DataNode;
  readonly job: DataEntry;
  readonly hidden: boolean;
}

function jobOf(db: Db, { path, facts, document, job, hidden }: JobContext): CiJob {
  const place = (range: Range) => ({ path, span: spanOf(facts.lineStarts, range) });
  const find = (key: string): DataEntry | null =>
    inherited(document, job.v, key, 0) ?? entryOf(valueAt(document, 'default'), key) ?? entryOf(document, key);
  const failure = inherited(document, job.v, 'allow_failure', 0);
  const outer: Tolerance | null =
    textOf(failure?.v) === 'true' && failure ? { how: 'job', text: 'allow_failure: true', at: place(failure) } : null;
  const commands: CiCommand[] = [];
  for (const key of ['before_script', 'script', 'after_script']) {
    const entry = find(key);
    for (const line of linesOf(entry?.v ?? null)) {
      const at = place(line);
      commands.push(
        ...commandsOfEntry(db, textOf(line) ?? '', () => at, { step: job.key, folder: '', pipefail: true, outer }),
      );
    }
  }
  const services = itemsOf(find('services')?.v).flatMap((item) => textOf(item) ?? textOf(valueAt(item, 'name')) ?? []);
  return {
    name: job.key,
    at: place({ s: job.s, e: job.s + job.key.length }),
    services,
    commands,
    actions: [],
    hidden: hidden || entryOf(job.v, 'trigger') !== null,
  };
}

function inherited(document: DataNode, job: DataNode, key: string, depth: number): DataEntry | null {
  const own = entryOf(job, key);
  const from = valueAt(job, 'extends');
  if (own !== null || from === null || depth > 5) return own;
  for (const name of [...itemsOf(from), from].flatMap((one) => textOf(one) ?? []).reverse()) {
    const base = entryOf(document, name);
    const found = base && inherited(document, base.v, key, depth + 1);
    if (found) return found;
  }
  return null;
}

function linesOf(node: DataNode | null): readonly DataNode[] {
  if (node === null) return [];
  return node.k === 'seq' ? node.items.flatMap((item) => linesOf(item)) : [node];
}
