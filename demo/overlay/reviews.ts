/** Reviews whose comments stand on lines of the diff; GitHub refuses a review as a whole when one does not. */
import { type PatchLine, patchLines } from '../../test/world/line-diff.ts';
import type { OverlaySettings } from '../overlay.ts';
import { type Call, fail, type Json, type Reply } from './http.ts';
import type { PullRequests } from './pull-requests.ts';

export interface ReviewComment {
  readonly id: number;
  readonly path: string;
  readonly line: number;
  readonly start_line: number | null;
  readonly diff_hunk: string;
  readonly user: Json;
  body: string;
}

export class Reviews {
  readonly #settings: OverlaySettings;
  readonly #pulls: PullRequests;
  readonly comments: ReviewComment[] = [];
  readonly bodies: string[] = [];

  constructor(settings: OverlaySettings, pulls: PullRequests) {
    this.#settings = settings;
    this.#pulls = pulls;
  }

  async handle({ method, path, body }: Call): Promise<Reply | null> {
    const edited = /^\/pulls\/comments\/(\d+)$/.exec(path)?.[1];
    if (edited !== undefined) return this.#edit(Number(edited), body);
    const [, number, what] = /^\/pulls\/(\d+)\/(reviews|comments)$/.exec(path) ?? [];
    if (number === undefined) return null;
    if (method === 'GET') return { status: 200, body: what === 'comments' ? this.comments : [] };
    return what === 'reviews' ? this.#create(Number(number), body) : null;
  }

  #edit(id: number, body: Json): Reply {
    const comment = this.comments.find((each) => each.id === id);
    if (!comment) return fail(404, 'Not Found');
    comment.body = body.body;
    return { status: 200, body: comment };
  }

  async #create(number: number, body: Json): Promise<Reply> {
    if (!body.body) return fail(422, 'Unprocessable Entity', ['Review body is required']);
    const lines = new Map<string, readonly PatchLine[]>();
    for (const file of await this.#pulls.files(number)) lines.set(file.filename, patchLines(file.patch ?? ''));
    const placed: ReviewComment[] = [];
    for (const given of body.comments ?? []) {
      const at = lines
        .get(given.path)
        ?.find((line) => line.side === (given.side ?? 'RIGHT') && line.line === given.line);
      if (!at) return fail(422, 'Unprocessable Entity', ['Line could not be resolved']);
      const user = { login: `${this.#settings.app.slug}[bot]`, type: 'Bot' };
      const id = this.comments.length + placed.length + 1;
      placed.push({
        id,
        path: given.path,
        line: given.line,
        start_line: given.start_line ?? null,
        diff_hunk: at.diffHunk,
        user,
        body: given.body,
      });
    }
    this.comments.push(...placed);
    this.bodies.push(body.body);
    return { status: 200, body: { id: this.bodies.length, body: body.body, state: 'COMMENTED' } };
  }
}
