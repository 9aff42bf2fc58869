/** Metrics over HTTP: on a port of their own, which the operator keeps inside, or beside the webhooks for who has the token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AuditError } from '../audit/ports.ts';
import { METRICS_TYPE } from './metrics.ts';

/** The text of all metrics. */
export type RenderMetrics = () => Promise<string>;

/** Answers `GET /metrics` on `port`. Throws `AuditError` (config) when it cannot listen there. */
export async function serveMetrics(port: number, host: string, render: RenderMetrics): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url?.split('?')[0] === '/metrics') void answerMetrics(response, render);
    else response.writeHead(404).end();
  });
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AuditError('config', `Metrics cannot be served there (${reason}): choose another METRICS_PORT.`, {
      cause,
    });
  });
  return server;
}

export async function answerMetrics(response: ServerResponse, render: RenderMetrics): Promise<void> {
  try {
    const text = await render();
    response.writeHead(200, { 'content-type': METRICS_TYPE }).end(text);
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    // The database does not answer: what it knows of the queue is not known now.
    response.writeHead(503).end(`${error.message}\n`);
  }
}

/** Whether a request carries the token. The comparison takes the same time whatever is sent. */
export function mayRead({ headers }: IncomingMessage, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}
