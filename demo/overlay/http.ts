/** The little of HTTP and JSON that the overlay's parts share. */
import type { ServerResponse } from 'node:http';

/** An object whose shape the emulator or the App decides; each reader checks what it reads. */
// biome-ignore lint/suspicious/noExplicitAny: the overlay is the boundary between two programs that speak JSON
export type Json = Record<string, any>;

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly link?: string;
}

export interface Call {
  readonly method: string;
  /** Below `/repos/owner/name`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json;
}

export const fail = (status: number, message: string, errors: readonly unknown[] = []): Reply => ({
  status,
  body: { message, errors, status: String(status) },
});

export function readJson(text: string): Json {
  return text === '' ? {} : JSON.parse(text);
}

export function sendReply(response: ServerResponse, { status, body, link }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...(link ? { link } : {}) });
  response.end(status === 204 || body === null ? undefined : JSON.stringify(body));
}
