/** Check-runs: they belong to an App, and their annotations add up. */
import type { OverlaySettings } from '../overlay.ts';
import { type Call, fail, type Json, type Reply } from './http.ts';

/** https://docs.github.com/rest/checks/runs#create-a-check-run */
const ANNOTATIONS_PER_REQUEST = 50;
const OUTPUT_CHARACTERS = 65_535;

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  readonly html_url: string;
  readonly app: Json;
  readonly annotations: Json[];
  status: string;
  conclusion: string | null;
  output: { title: string; summary: string; text: string | null; annotations_count: number };
}

export class CheckRuns {
  readonly #settings: OverlaySettings;
  readonly #runs: CheckRun[] = [];

  constructor(settings: OverlaySettings) {
    this.#settings = settings;
  }

  /** The newest run of a commit. */
  of(sha: string): CheckRun | undefined {
    return this.#runs.findLast((run) => run.head_sha === sha);
  }

  handle({ method, path, body, query }: Call): Reply | null {
    const of = /^\/commits\/(.+)\/check-runs$/.exec(path)?.[1];
    if (of !== undefined) {
      const runs = this.#runs.filter(
        (run) => run.head_sha === of && run.name === (query.get('check_name') ?? run.name),
      );
      return { status: 200, body: { total_count: runs.length, check_runs: runs } };
    }
    if (method === 'POST' && path === '/check-runs') return this.#create(body);
    const [, id, annotations] = /^\/check-runs\/(\d+)(\/annotations)?$/.exec(path) ?? [];
    if (id === undefined) return null;
    const run = this.#runs.find((each) => each.id === Number(id));
    if (!run) return fail(404, 'Not Found');
    if (annotations !== undefined) return { status: 200, body: run.annotations };
    return method === 'PATCH' ? this.#update(run, body) : { status: 200, body: run };
  }

  #create(body: Json): Reply {
    const id = this.#runs.length + 1;
    const { app, repository } = this.#settings;
    const run: CheckRun = {
      id,
      name: body.name,
      head_sha: body.head_sha,
      external_id: body.external_id ?? '',
      html_url: `https://github.com/${repository}/runs/${id}`,
      app: { id: app.id, slug: app.slug },
      annotations: [],
      status: 'queued',
      conclusion: null,
      output: { title: '', summary: '', text: null, annotations_count: 0 },
    };
    const reply = this.#update(run, body);
    if (reply.status >= 400) return reply;
    this.#runs.push(run);
    return { status: 201, body: run };
  }

  #update(run: CheckRun, body: Json): Reply {
    const annotations: Json[] = body.output?.annotations ?? [];
    if (annotations.length > ANNOTATIONS_PER_REQUEST)
      return fail(422, `No more than ${ANNOTATIONS_PER_REQUEST} annotations are allowed.`);
    if (String(body.output?.summary ?? '').length > OUTPUT_CHARACTERS) return fail(422, 'The summary is too long.');
    run.status = body.conclusion ? 'completed' : (body.status ?? run.status);
    run.conclusion = run.status === 'completed' ? (body.conclusion ?? run.conclusion) : null;
    run.annotations.push(...annotations);
    if (body.output) run.output = { text: null, ...body.output, annotations_count: run.annotations.length };
    return { status: 200, body: run };
  }
}
