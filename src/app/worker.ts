/** Carries out one task: builds what the use case needs, and reacts to whoever asked once it is done. */
import type { AnalysisStore } from '../audit/analyse-pull-request.ts';
import { answerComment } from '../audit/answer-comment.ts';
import type { AuditTools } from '../audit/audit.ts';
import { auditBaseline } from '../audit/audit-baseline.ts';
import type { AuditStore } from '../audit/audit-record.ts';
import { draftForPullRequest } from '../audit/draft-for-review.ts';
import { explainScore } from '../audit/explain-score.ts';
import { concludeNotAudited } from '../audit/not-audited.ts';
import { AuditError, type Clock, type DecisionStore, type OpenChecks } from '../audit/ports.ts';
import type { ConfigurationReader } from '../audit/read-configuration.ts';
import { endMergeGroup, reviewMergeGroup } from '../audit/review-merge-group.ts';
import { reviewPullRequest } from '../audit/review-pull-request.ts';
import type { AppIdentity, Client } from '../github/client.ts';
import { listPullRequestsOf } from '../github/commit.ts';
import { createConversation, type Talk } from '../github/conversation.ts';
import { createGroupPublisher, createPublisher } from '../github/publisher.ts';
import { createMergeGroupSource, createPullRequestSource } from '../github/pull-request.ts';
import type { JobRun } from '../jobs/queue.ts';
import type { Links } from '../report/links.ts';
import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import type { Clients } from './clients.ts';
import { whileCurrent, whileCurrentCheck } from './current-publisher.ts';
import type { Logger } from './log.ts';
import { findUnfinished, redeliver } from './sweep.ts';
import {
  type BaselineTask,
  type CommentTask,
  type CommitTask,
  type ExplainTask,
  fieldsOf,
  type GroupTask,
  type ReviewTask,
  type Task,
} from './task.ts';

export interface WorkerTools {
  readonly clients: Clients;
  readonly tools: AuditTools;
  readonly catalogue: readonly CatalogueEntry[];
  readonly parseConfiguration: ConfigurationReader;
  readonly ruleUrl: (rule: string) => string;
  readonly analyses: AnalysisStore;
  readonly decisions: DecisionStore;
  readonly openChecks: OpenChecks;
  readonly audits: AuditStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Queues a task that another one asked for. */
  readonly enqueue: (task: Task, delivery: string) => Promise<void>;
}

export type Worker = (task: Task, run: JobRun) => Promise<void>;

export function createWorker(worker: WorkerTools): Worker {
  return async (task, run) => {
    // Of what ended its process again and again, only the check-run is completed.
    if (run.gaveUp !== null && task.kind !== 'review' && task.kind !== 'group') throw run.gaveUp;
    switch (task.kind) {
      case 'review':
        return await review(worker, task, run);
      case 'comment':
        return await answer(worker, task, run);
      case 'explain':
        return await explain(worker, task, run);
      case 'baseline':
        return await baseline(worker, task, run);
      case 'commit':
        return await findPullRequests(worker, task, run);
      case 'group':
        return await reviewGroup(worker, task, run);
      case 'sweep':
        return await sweep(worker, run);
      default:
        return task satisfies never;
    }
  };
}

async function review(worker: WorkerTools, task: ReviewTask, run: JobRun): Promise<void> {
  const { clients, log, clock } = worker;
  const repository = { owner: task.owner, repo: task.repo };
  const app = await clients.identity();
  // What is read ends with the run; what has to be said about its end is still written.
  const reader = await clients.forInstallation(task.installation, run.signal);
  const writer = await clients.forInstallation(task.installation);
  const conversation = createConversation(talkOf(worker, task, writer, app));
  const react = async (reaction: 'rocket' | 'confused') => {
    for (const comment of task.asked) await conversation.react(comment, reaction);
  };
  const started = clock.now();
  const source = createPullRequestSource(reader, repository, task.number);
  const publisher = whileCurrent(createPublisher(writer, repository, task.number, app), run);
  try {
    const tools = { ...useCaseTools(worker), source, publisher };
    const outcome = await reviewPullRequest(tools, {
      signal: run.signal,
      last: run.last,
      gaveUp: run.gaveUp,
      full: task.full,
      // What an attempt before found out is not found out again.
      reuse: task.reuse || run.attempt > 1,
    });
    log.info({ delivery: run.delivery, ...fieldsOf(task), outcome, milliseconds: clock.now() - started }, 'reviewed');
    await react(outcome.kind === 'published' ? 'rocket' : 'confused');
  } catch (error) {
    const kind = error instanceof AuditError ? error.kind : 'bug';
    const another = kind === 'superseded' || (kind === 'transient' && !run.last);
    if (!another && kind !== 'gone') {
      await react('confused').catch((err: unknown) => log.warn({ err, ...fieldsOf(task) }, 'could not react'));
    }
    throw error;
  }
}

async function reviewGroup(worker: WorkerTools, task: GroupTask, run: JobRun): Promise<void> {
  const { clients, log } = worker;
  const repository = { owner: task.owner, repo: task.repo };
  const reader = await clients.forInstallation(task.installation, run.signal);
  const writer = await clients.forInstallation(task.installation);
  const source = createMergeGroupSource(reader, repository);
  const publisher = whileCurrentCheck(createGroupPublisher(writer, repository, await clients.identity()), run);
  if (task.ended) return await endMergeGroup(publisher, task.group.head);
  if (run.gaveUp !== null) {
    await concludeNotAudited({ publisher, head: task.group.head, configuration: null, last: true }, run.gaveUp);
  }
  const tools = { ...useCaseTools(worker), source, publisher };
  const outcome = await reviewMergeGroup(tools, task.group, { signal: run.signal, last: run.last, full: false });
  log.info({ delivery: run.delivery, ...fieldsOf(task), outcome }, 'reviewed');
}

async function explain(worker: WorkerTools, task: ExplainTask, run: JobRun): Promise<void> {
  const repository = { owner: task.owner, repo: task.repo };
  const client = await worker.clients.forInstallation(task.installation, run.signal);
  const source = createPullRequestSource(client, repository, task.number);
  const publisher = createPublisher(client, repository, task.number, await worker.clients.identity());
  await explainScore({ ...useCaseTools(worker), source, publisher });
}

async function baseline(worker: WorkerTools, task: BaselineTask, run: JobRun): Promise<void> {
  const client = await worker.clients.forInstallation(task.installation, run.signal);
  const source = createMergeGroupSource(client, { owner: task.owner, repo: task.repo });
  const outcome = await auditBaseline({ ...useCaseTools(worker), source }, task.baseline);
  worker.log.info({ delivery: run.delivery, ...fieldsOf(task), outcome }, 'looked at the default branch');
}

function talkOf(worker: WorkerTools, task: ReviewTask | CommentTask, client: Client, app: AppIdentity): Talk {
  const onDenied = (err: AuditError) => worker.log.warn({ err, ...fieldsOf(task) }, 'may not react to comments');
  return { client, repository: { owner: task.owner, repo: task.repo }, app, number: task.number, onDenied };
}

function useCaseTools(worker: WorkerTools) {
  const { tools, catalogue, parseConfiguration, clock, ruleUrl, analyses, decisions, audits, openChecks } = worker;
  const links = (repositoryUrl: string, commit: string) => ({ ruleUrl, permalink: permalinks(repositoryUrl, commit) });
  return { ...tools, catalogue, parseConfiguration, clock, analyses, decisions, audits, openChecks, links };
}

function permalinks(repositoryUrl: string, commit: string): Links['permalink'] {
  return (path, line) =>
    `${repositoryUrl}/blob/${commit}/${path.split('/').map(encodeURIComponent).join('/')}#L${line}`;
}

async function answer(worker: WorkerTools, task: CommentTask, run: JobRun): Promise<void> {
  const { clients, ruleUrl } = worker;
  const repository = { owner: task.owner, repo: task.repo };
  const client = await clients.forInstallation(task.installation, run.signal);
  const source = createPullRequestSource(client, repository, task.number);
  const today = new Date(worker.clock.now()).toISOString().slice(0, 10);
  await answerComment(
    {
      source,
      draftMigration: (state) => draftForPullRequest({ ...useCaseTools(worker), source, today }, state),
      conversation: createConversation(talkOf(worker, task, client, await clients.identity())),
      catalogue: worker.catalogue,
      parseConfiguration: worker.parseConfiguration,
      ruleUrl,
      decisions: worker.decisions,
      extractor: worker.tools.extractor,
      now: new Date(worker.clock.now()).toISOString(),
      requestAudit: (asked) =>
        worker.enqueue(
          { ...placeOf(task), kind: 'review', number: task.number, ...asked, asked: [task.comment] },
          run.delivery,
        ),
    },
    task.comment,
  );
}

async function findPullRequests(worker: WorkerTools, task: CommitTask, run: JobRun): Promise<void> {
  const client = await worker.clients.forInstallation(task.installation, run.signal);
  const app = await worker.clients.identity();
  const repository = { owner: task.owner, repo: task.repo };
  for (const number of await listPullRequestsOf(client, repository, app, task.sha)) {
    await worker.enqueue(
      { ...placeOf(task), kind: 'review', number, full: false, reuse: false, asked: [] },
      run.delivery,
    );
  }
}

async function sweep(worker: WorkerTools, run: JobRun): Promise<void> {
  const tasks = await findUnfinished(worker, run.signal);
  for (const task of tasks) await worker.enqueue(task, run.delivery);
  const redelivered = await redeliver(worker);
  worker.log.info({ pullRequests: tasks.length, redelivered }, 'looked for unfinished audits');
}

function placeOf({ installation, owner, repo }: CommentTask | CommitTask) {
  return { installation, owner, repo };
}
