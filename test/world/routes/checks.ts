/** Check-runs: annotations add up over several updates, as on GitHub. */
import type { JsonObject } from '../github-schema.ts';
import { renderCheckRun, renderCheckSuite } from '../render-checks.ts';
import type { Repository } from '../repository.ts';
import type { CheckRun, CheckSuite } from '../state.ts';
import { type Call, created, found, type Handlers, ok, page, Refusal, repositoryOf, text } from './call.ts';

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run */
const ANNOTATIONS_PER_REQUEST = 50;
const OUTPUT_CHARACTERS = 65_535;

export const checks: Handlers = {
  'checks/create': (call) => {
    const repository = repositoryOf(call);
    const sha = text(call.body.head_sha);
    if (!repository.store.commits.has(sha)) throw new Refusal(422, `No commit found for SHA: ${sha}`);
    const run: CheckRun = {
      id: call.world.next(),
      suite: suiteOf(repository, sha, () => call.world.next()).id,
      sha,
      name: text(call.body.name),
      appId: call.world.app.id,
      status: 'queued',
      conclusion: null,
      externalId: '',
      detailsUrl: null,
      startedAt: null,
      completedAt: null,
      title: null,
      summary: null,
      text: null,
      annotations: [],
      actions: [],
    };
    apply(call, run);
    repository.checkRuns.set(run.id, run);
    return created(renderCheckRun(call.world, repository, run));
  },
  'checks/update': (call) => {
    const run = runOf(call);
    apply(call, run);
    return ok(renderCheckRun(call.world, repositoryOf(call), run));
  },
  'checks/get': (call) => ok(renderCheckRun(call.world, repositoryOf(call), runOf(call))),
  'checks/list-annotations': (call) => {
    const run = runOf(call);
    return page(call, run.annotations, `/repos/${repositoryOf(call).fullName}/check-runs/${run.id}/annotations`);
  },
  'checks/list-for-ref': (call) => {
    const repository = repositoryOf(call);
    const commit = found(repository.resolve(call.params.ref ?? ''));
    const [name, status, filter] = ['check_name', 'status', 'filter'].map((key) => call.query.get(key));
    const runs = [...repository.checkRuns.values()]
      .filter((run) => run.sha === commit.sha)
      .filter((run) => (name ?? run.name) === run.name && (status ?? run.status) === run.status)
      .reverse();
    // "latest" is the default: one run of each name.
    const listed =
      filter === 'all' ? runs : runs.filter((run, at) => runs.findIndex((each) => each.name === run.name) === at);
    const rendered = listed.map((run) => renderCheckRun(call.world, repository, run));
    return page(
      call,
      rendered,
      `/repos/${repository.fullName}/commits/${call.params.ref}/check-runs`,
      (check_runs) => ({ total_count: rendered.length, check_runs }),
    );
  },
  'checks/list-suites-for-ref': (call) => {
    const repository = repositoryOf(call);
    const commit = found(repository.resolve(call.params.ref ?? ''));
    const rendered = [...repository.suites.values()]
      .filter((suite) => suite.sha === commit.sha)
      .map((suite) => renderCheckSuite(call.world, repository, suite));
    return page(
      call,
      rendered,
      `/repos/${repository.fullName}/commits/${call.params.ref}/check-suites`,
      (check_suites) => ({ total_count: rendered.length, check_suites }),
    );
  },
};

/** GitHub makes one suite for each commit and App, by itself when a push arrives. A push to a fork has no branch here. */
export function suiteOf(repository: Repository, sha: string, next: () => number): CheckSuite {
  const known = [...repository.suites.values()].find((suite) => suite.sha === sha);
  if (known) return known;
  const branch = [...repository.branches].find(([, head]) => head === sha)?.[0] ?? null;
  const suite = { id: next(), sha, branch };
  repository.suites.set(suite.id, suite);
  return suite;
}

function runOf(call: Call): CheckRun {
  return found(repositoryOf(call).checkRuns.get(Number(call.params.check_run_id)));
}

function apply({ body, world }: Call, run: CheckRun): void {
  const output = (body.output ?? {}) as JsonObject; // its shape was checked against the official schema
  const annotations = (output.annotations ?? []) as readonly JsonObject[]; // the same
  if (annotations.length > ANNOTATIONS_PER_REQUEST)
    throw new Refusal(422, 'Invalid request.', [
      `No more than ${ANNOTATIONS_PER_REQUEST} items are allowed; ${annotations.length} were supplied.`,
    ]);
  for (const field of ['summary', 'text'] as const) {
    if (text(output[field]).length > OUTPUT_CHARACTERS)
      throw new Refusal(422, 'Invalid request.', [
        `Only ${OUTPUT_CHARACTERS} characters are allowed; ${text(output[field]).length} were supplied.`,
      ]);
  }
  if (Array.isArray(body.actions)) run.actions = body.actions as JsonObject[]; // the same
  if (body.status === 'completed' && body.conclusion === undefined)
    throw new Refusal(422, 'Invalid request.\n\nMissing required property: conclusion');
  if (typeof body.status === 'string') run.status = body.status;
  if (typeof body.conclusion === 'string') run.conclusion = body.conclusion;
  if (body.conclusion !== undefined) run.status = 'completed';
  // Taking a completed run up again forgets how it had ended.
  if (run.status !== 'completed') run.conclusion = null;
  run.startedAt = text(body.started_at) || (run.startedAt ?? world.date());
  run.completedAt = run.status === 'completed' ? text(body.completed_at) || world.date() : null;
  if (typeof body.external_id === 'string') run.externalId = body.external_id;
  if (typeof body.details_url === 'string') run.detailsUrl = body.details_url;
  if (body.output === undefined) return;
  run.title = text(output.title);
  run.summary = text(output.summary);
  run.text = output.text === undefined ? run.text : text(output.text);
  for (const annotation of annotations) {
    run.annotations.push({
      start_column: null,
      end_column: null,
      title: null,
      raw_details: null,
      ...annotation,
      blob_href: '',
    });
  }
}
