/**
 * A thin proxy in front of `emulate` that adds what a review bot needs and the emulator lacks: the `/api/v3` prefix, a
 * pull request that follows its branch and lists its files, comments on lines, check-runs with their App, reactions,
 * and complete webhooks. Everything else passes through.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CheckRuns } from './overlay/check-runs.ts';
import { fail, type Json, type Reply, readJson, sendReply } from './overlay/http.ts';
import { PullRequests } from './overlay/pull-requests.ts';
import { Reviews } from './overlay/reviews.ts';
import { Webhooks } from './overlay/webhooks.ts';

export interface OverlaySettings {
  /** Address of the emulator. */
  readonly upstream: string;
  /** `owner/name` of the one repository that is played with. */
  readonly repository: string;
  readonly app: { readonly id: number; readonly slug: string };
  readonly webhookSecret: string;
}

export class Overlay {
  readonly checks: CheckRuns;
  readonly reviews: Reviews;
  readonly webhooks: Webhooks;
  readonly #pulls: PullRequests;
  readonly #settings: OverlaySettings;
  readonly #reactions = new Map<string, Json[]>();
  #server: Server | null = null;

  constructor(settings: OverlaySettings) {
    this.#settings = settings;
    this.#pulls = new PullRequests(settings);
    this.checks = new CheckRuns(settings);
    this.reviews = new Reviews(settings, this.#pulls);
    this.webhooks = new Webhooks(settings, this.#pulls);
  }

  /** Listens on a free port of the loopback interface; returns `host:port`. */
  async start(): Promise<string> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        sendReply(response, { status: 502, body: { message: error instanceof Error ? error.message : String(error) } });
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // a listening TCP server has one
    return `127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(null)));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.replace(/^\/api\/v3/, '');
    const text = await readText(request);
    if (path === '/hooks') {
      await this.webhooks.forward(String(request.headers['x-github-event']), readJson(text));
      return sendReply(response, { status: 202, body: {} });
    }
    const local = await this.#local(
      request.method ?? 'GET',
      path,
      url.searchParams,
      readJson(text),
      request.headers.authorization,
    );
    sendReply(response, local ?? (await this.#passOn(request, `${path}${url.search}`, text)));
  }

  async #local(
    method: string,
    path: string,
    query: URLSearchParams,
    body: Json,
    authorization: string | undefined,
  ): Promise<Reply | null> {
    const prefix = `/repos/${this.#settings.repository}`;
    if (!path.startsWith(`${prefix}/`)) return null;
    const call = { method, path: path.slice(prefix.length), query, body };
    const reply =
      this.checks.handle(call) ??
      this.#reactionsOf(call.method, call.path, body) ??
      (await this.reviews.handle(call)) ??
      (await this.#pulls.handle(call));
    if (reply === null) return null;
    // The emulator alone knows which tokens are good.
    const allowed = await fetch(`${this.#settings.upstream}${prefix}`, {
      headers: { authorization: authorization ?? '' },
    });
    return allowed.ok ? reply : fail(allowed.status, 'Bad credentials');
  }

  async #passOn(request: IncomingMessage, path: string, text: string): Promise<Reply> {
    const { authorization = '', accept = 'application/json' } = request.headers;
    const method = request.method ?? 'GET';
    const answer = await fetch(`${this.#settings.upstream}${path}`, {
      method,
      headers: { authorization, accept, 'content-type': 'application/json' },
      ...(text === '' ? {} : { body: text }),
    });
    const pushed = /\/git\/refs\/heads\/(.+)$/.exec(decodeURIComponent(path));
    if (method === 'PATCH' && pushed?.[1] && answer.ok) await this.webhooks.pushed(pushed[1]);
    const link = answer.headers.get('link');
    const content = await answer.text();
    return { status: answer.status, body: content === '' ? null : readJson(content), ...(link ? { link } : {}) };
  }

  #reactionsOf(method: string, path: string, body: Json): Reply | null {
    const comment = /^\/issues\/comments\/(\d+)\/reactions$/.exec(path)?.[1];
    if (comment === undefined) return null;
    const standing = this.#reactions.get(comment) ?? [];
    if (method === 'GET') return { status: 200, body: standing };
    const user = { login: `${this.#settings.app.slug}[bot]`, type: 'Bot' };
    const reaction = { id: standing.length + 1, content: body.content, user };
    this.#reactions.set(comment, [...standing, reaction]);
    return { status: 201, body: reaction };
  }

  /** What the App reacted with to a comment. */
  reactionsTo(comment: number): readonly string[] {
    return (this.#reactions.get(String(comment)) ?? []).map(({ content }) => String(content));
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
