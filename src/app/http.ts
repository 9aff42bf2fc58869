/** The HTTP side: health, readiness, and webhooks whose size is bounded before anything is done with them. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export const WEBHOOK_PATH = '/api/github/webhooks';

/** GitHub sends no payload above 25 MB: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
const MAX_BODY = 25 * 2 ** 20;

/** GitHub gives up after 10 seconds, so whoever sends slower is not GitHub. Milliseconds. */
const REQUEST_TIMEOUT = 30_000;

export type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

/** `onError` is told of what the middleware did not handle itself. */
export function createHttpServer(
  webhooks: Middleware,
  isReady: () => boolean,
  onError: (error: unknown) => void,
): Server {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (request.method === 'GET' && path === '/health') return answer(response, 200, 'ok');
    if (request.method === 'GET' && path === '/ready')
      return answer(response, isReady() ? 200 : 503, isReady() ? 'ready' : 'stopping');
    if (request.method !== 'POST' || path !== WEBHOOK_PATH) return answer(response, 404, 'not found');
    receive(request, response).catch((error: unknown) => {
      onError(error);
      response.destroy();
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT;
  return server;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === null) {
      refuse(request, response);
      return;
    }
    // The middleware takes a body that was read before it came.
    request.body = body;
    await webhooks(request, response, () => answer(response, 404, 'not found'));
  }
}

/** The body, or `null` above the limit, whatever its header announced. */
function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = Number(request.headers['content-length'] ?? 0) > MAX_BODY ? Number.POSITIVE_INFINITY : 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY) chunks.push(chunk);
      else {
        request.pause();
        resolve(null);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

/** The rest of the body is not waited for. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('connection', 'close');
  response.on('finish', () => request.destroy());
  answer(response, 413, 'payload too large');
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
