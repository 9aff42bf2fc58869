/** The HTTP side: health, readiness, and webhooks whose size is bounded before anything is done with them. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { answerMetrics, mayRead, type RenderMetrics } from './metrics-server.ts';

export const WEBHOOK_PATH = '/api/github/webhooks';

/** In bytes. */
interface Limits {
  readonly body: number;
  /** What unfinished bodies may hold in memory together: whether they come from GitHub is known at their end only. */
  readonly unfinished: number;
}

/** GitHub sends no payload above 25 MB: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
const LIMITS: Limits = { body: 25 * 2 ** 20, unfinished: 200 * 2 ** 20 };

/** GitHub gives up after 10 seconds, so whoever sends slower is not GitHub. Milliseconds. */
const REQUEST_TIMEOUT = 30_000;

/** Milliseconds that a body which was refused may go on. */
const LINGER = 1_000;

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

interface Handlers {
  readonly webhooks: Middleware;
  readonly isReady: () => Promise<boolean>;
  /** Whether the signature of a body is GitHub's. Whoever sends another is refused without a line in the log. */
  readonly isSigned: (body: string, signature: string) => Promise<boolean>;
  /** For who has the token; `null`: not here. */
  readonly metrics: { readonly token: string; readonly render: RenderMetrics } | null;
  /** Told of what the middleware did not handle itself. */
  readonly onError: (error: unknown) => void;
}

export function createHttpServer(
  { webhooks, isReady, isSigned, metrics, onError }: Handlers,
  limits: Limits = LIMITS,
): Server {
  const readBody = createBodyReader(limits);
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (request.method === 'GET' && path === '/health') return answer(response, 200, 'ok');
    if (request.method === 'GET' && path === '/ready')
      return void isReady().then((ready) => answer(response, ready ? 200 : 503, ready ? 'ready' : 'not ready'));
    if (request.method === 'GET' && path === '/metrics' && metrics !== null) {
      if (!mayRead(request, metrics.token)) return answer(response, 401, 'not for you');
      return void answerMetrics(response, metrics.render);
    }
    if (request.method !== 'POST' || path !== WEBHOOK_PATH) return answer(response, 404, 'not found');
    receive(request, response).catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT;
  return server;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Nothing that GitHub sends lacks it, and the rest need not be read.
    const signature = request.headers['x-hub-signature-256'];
    if (typeof signature !== 'string') return refuse(request, response, 400, 'not signed');
    const body = await readBody(request);
    if (body === 'too-large') return refuse(request, response, 413, 'payload too large');
    if (body === 'too-many') return refuse(request, response, 503, 'too much at once');
    if (body.text === '') return answer(response, 400, 'empty');
    if (!(await isSigned(body.text, signature))) return answer(response, 400, 'signature does not match');
    // The middleware takes a body that was read before it came.
    request.body = body.text;
    await webhooks(request, response, () => answer(response, 404, 'not found'));
  }
}

type Body = { readonly text: string } | 'too-large' | 'too-many';

/** Reads bodies, whatever their headers announce. */
function createBodyReader(limits: Limits): (request: IncomingMessage) => Promise<Body> {
  let unfinished = 0;
  return (request) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let held = 0;
      let size = Number(request.headers['content-length'] ?? 0) > limits.body ? Number.POSITIVE_INFINITY : 0;
      const release = () => {
        unfinished -= held;
        held = 0;
      };
      let refused = false;
      request.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (refused) return;
        if (size <= limits.body && unfinished + chunk.length <= limits.unfinished) {
          chunks.push(chunk);
          held += chunk.length;
          unfinished += chunk.length;
          return;
        }
        refused = true;
        chunks.length = 0;
        release();
        resolve(size > limits.body ? 'too-large' : 'too-many');
      });
      request.on('end', () => resolve({ text: Buffer.concat(chunks).toString('utf8') }));
      request.on('error', reject);
      request.on('close', release);
    });
}

/** What is on its way already is passed over for a moment: to close upon it would take the answer away as well. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  response.on('finish', () => {
    const end = setTimeout(() => request.destroy(), LINGER);
    request.once('close', () => clearTimeout(end));
  });
  request.resume();
  answer(response, status, text);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
