/**
 * The check-run: its name is what customers select as required, so it never changes. INVARIANT: a run that was begun is
 * concluded, with less content if GitHub refuses more.
 */
import { AuditError, type CheckConclusion, type CheckContent } from '../audit/ports.ts';
import { ANNOTATIONS_PER_REQUEST, type CheckAnnotation } from '../report/render-check-run.ts';
import { type AppIdentity, type Client, PAGE, type RepositoryRef } from './client.ts';
import { isRejected } from './errors.ts';

export const CHECK_NAME = 'vigie';

/** What is left of a summary that GitHub refused, in characters. */
const MINIMAL = 500;

/** A write of a check-run or a comment is repeated by nobody but us, after a look at what stands. */
export const ONCE = { retries: 0 } as const;

export interface CheckTarget {
  readonly client: Client;
  readonly repository: RepositoryRef;
  readonly app: AppIdentity;
  /** Tells our runs on one commit apart: two pull requests may share their head. */
  readonly externalId: string;
}

interface Run {
  readonly id: number;
  readonly status: string;
  readonly url: string | null;
  readonly annotations: number;
}

/** Finds our run for `head`, or creates it, and shows it as in progress. */
export async function beginRun(target: CheckTarget, head: string, content: CheckContent): Promise<Run> {
  const standing = await findRun(target, head);
  if (standing === null) return createRun(target, head, content);
  if (standing.status === 'completed') {
    const { client, repository } = target;
    await client.rest.checks.update({
      ...repository,
      check_run_id: standing.id,
      status: 'in_progress',
      output: outputOf(content, []),
      request: ONCE,
    });
  }
  return standing;
}

/** Ends our run for `head` with all of `content`, or, where GitHub refuses that, with a few hundred characters of it. */
export async function concludeRun(
  target: CheckTarget,
  head: string,
  conclusion: CheckConclusion,
  content: CheckContent,
): Promise<void> {
  try {
    // What failed may have happened all the same: the second look finds what is missing.
    await concludeWhole(target, head, conclusion, content).catch((error: unknown) => {
      if (!isTransient(error)) throw error;
      return concludeWhole(target, head, conclusion, content);
    });
  } catch (error) {
    if (!isRejected(error) && !isTransient(error)) throw error;
    const run = (await findRun(target, head)) ?? (await createRun(target, head, minimal(content)));
    await send(target, run, conclusion, minimal(content), []);
  }
}

async function concludeWhole(
  target: CheckTarget,
  head: string,
  conclusion: CheckConclusion,
  content: CheckContent,
): Promise<void> {
  const run = (await findRun(target, head)) ?? (await createRun(target, head, content));
  const standing = await listAnnotations(target, run);
  const wanted = new Set(content.annotations.map(keyOf));
  if (standing.some((key) => !wanted.has(key))) {
    // Annotations cannot be taken back: those of a verdict that no longer holds end with their run.
    await closeOutdated(target, run);
    const fresh = await createRun(target, head, content);
    return await send(target, fresh, conclusion, content, content.annotations);
  }
  const known = new Set(standing);
  const missing = content.annotations.filter((annotation) => !known.has(keyOf(annotation)));
  await send(target, run, conclusion, content, missing);
}

/** Ends our run for `head`, unless there is none or it has ended. */
export async function cancelRun(target: CheckTarget, head: string, content: CheckContent): Promise<void> {
  const run = await findRun(target, head);
  if (run !== null && run.status !== 'completed') await send(target, run, 'cancelled', content, []);
}

async function send(
  target: CheckTarget,
  run: Run,
  conclusion: CheckConclusion,
  content: CheckContent,
  annotations: readonly CheckAnnotation[],
): Promise<void> {
  const { client, repository } = target;
  const batches = [annotations.slice(0, ANNOTATIONS_PER_REQUEST)];
  for (let at = ANNOTATIONS_PER_REQUEST; at < annotations.length; at += ANNOTATIONS_PER_REQUEST) {
    batches.push(annotations.slice(at, at + ANNOTATIONS_PER_REQUEST));
  }
  for (const [index, batch] of batches.entries()) {
    // The conclusion comes with the last batch, so that nobody sees a verdict with half of its reasons.
    const last = index === batches.length - 1;
    await client.rest.checks.update({
      ...repository,
      check_run_id: run.id,
      ...(last ? { status: 'completed', conclusion, actions: [...content.actions] } : {}),
      output: outputOf(content, batch),
      request: ONCE,
    });
  }
}

async function createRun(target: CheckTarget, head: string, content: CheckContent): Promise<Run> {
  const { client, repository, externalId } = target;
  try {
    const { data } = await client.rest.checks.create({
      ...repository,
      name: CHECK_NAME,
      head_sha: head,
      external_id: externalId,
      status: 'in_progress',
      output: outputOf(content, []),
      request: ONCE,
    });
    return toRun(data);
  } catch (error) {
    if (!isTransient(error)) throw error;
    // It may have been created although the answer was lost.
    const standing = await findRun(target, head);
    if (standing === null || standing.status === 'completed') throw error;
    return standing;
  }
}

/** External ids of other runs of ours on `head`, of which the newest failed. */
export async function failedRunsOfOthers(target: CheckTarget, head: string): Promise<readonly string[]> {
  const newest = new Map<string, Listed>();
  for (const run of (await listRuns(target, head)).toSorted((a, b) => a.id - b.id))
    newest.set(run.external_id ?? '', run);
  newest.delete(target.externalId);
  return [...newest].flatMap(([externalId, { conclusion }]) => (conclusion === 'failure' ? [externalId] : []));
}

/** The newest of our runs for this pull request on `head`. */
async function findRun(target: CheckTarget, head: string): Promise<Run | null> {
  const ours = (await listRuns(target, head)).filter((run) => run.external_id === target.externalId);
  const newest = ours.toSorted((a, b) => b.id - a.id)[0];
  return newest === undefined ? null : toRun(newest);
}

type Listed = Awaited<ReturnType<Client['rest']['checks']['listForRef']>>['data']['check_runs'][number];

async function listRuns({ client, repository, app }: CheckTarget, head: string): Promise<readonly Listed[]> {
  const runs = await client.paginate(client.rest.checks.listForRef, {
    ...repository,
    ref: head,
    check_name: CHECK_NAME,
    app_id: app.id,
    filter: 'all',
    per_page: PAGE,
  });
  return runs.filter((run) => run.app?.id === app.id && run.name === CHECK_NAME);
}

async function closeOutdated({ client, repository }: CheckTarget, run: Run): Promise<void> {
  const output = { title: 'Superseded', summary: 'A later audit of the same commit replaces this one.' };
  await client.rest.checks.update({
    ...repository,
    check_run_id: run.id,
    status: 'completed',
    conclusion: 'cancelled',
    output,
    request: ONCE,
  });
}

async function listAnnotations({ client, repository }: CheckTarget, run: Run): Promise<readonly string[]> {
  if (run.annotations === 0) return [];
  const parameters = { ...repository, check_run_id: run.id, per_page: PAGE };
  const standing = await client.paginate(client.rest.checks.listAnnotations, parameters);
  return standing.map((one) => JSON.stringify([one.path, one.start_line, one.end_line, one.title, one.message]));
}

function keyOf(one: CheckAnnotation): string {
  return JSON.stringify([one.path, one.start_line, one.end_line, one.title, one.message]);
}

function isTransient(error: unknown): boolean {
  return error instanceof AuditError && error.kind === 'transient';
}

function minimal(content: CheckContent): CheckContent {
  return { ...content, title: content.title.slice(0, 100), summary: content.summary.slice(0, MINIMAL), text: '' };
}

function outputOf(content: CheckContent, annotations: readonly CheckAnnotation[]) {
  return {
    title: content.title,
    summary: content.summary,
    ...(content.text === '' ? {} : { text: content.text }),
    ...(annotations.length === 0 ? {} : { annotations: [...annotations] }),
  };
}

function toRun(data: {
  id: number;
  status: string;
  html_url: string | null;
  output: { annotations_count: number };
}): Run {
  return { id: data.id, status: data.status, url: data.html_url, annotations: data.output.annotations_count };
}
