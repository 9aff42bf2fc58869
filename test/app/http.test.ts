import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createHttpServer, WEBHOOK_PATH } from '../../src/app/http.ts';

const BODY = 100_000;

let bodies: unknown[];
let server: ReturnType<typeof createHttpServer>;
let sockets: Socket[];

beforeEach(async () => {
  bodies = [];
  sockets = [];
  server = createHttpServer(
    {
      webhooks: (request, response) => {
        bodies.push('body' in request ? request.body : null);
        response.writeHead(200).end();
      },
      isReady: async () => true,
      metrics: null,
      isSigned: async () => true,
      onError: () => undefined,
    },
    { body: BODY, unfinished: 8 * BODY },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

interface Sent {
  readonly socket: Socket;
  /** The status, once there is one. */
  readonly status: Promise<string>;
}

/** Announces the largest body and sends all but the last byte. */
function almostSend(head = 'x-hub-signature-256: sha256=00\r\n'): Sent {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  const status = new Promise<string>((resolve) => {
    socket.once('data', (chunk) => resolve(String(chunk).slice(9, 12)));
  });
  socket.write(`POST ${WEBHOOK_PATH} HTTP/1.1\r\nhost: x\r\n${head}content-length: ${BODY}\r\n\r\n`);
  socket.write(Buffer.alloc(BODY - 1, 'x'));
  return { socket, status };
}

it('does not read what is not signed', async () => {
  expect(await almostSend('').status).toBe('400');
  expect(bodies).toEqual([]);
});

it('holds no more unfinished bodies in memory than it can bear, and takes the next one once they are gone', async () => {
  const sent = Array.from({ length: 9 }, () => almostSend());
  const refused = await Promise.race(sent.map(async (one) => ({ one, status: await one.status })));
  expect(refused.status).toBe('503');
  const [first, ...others] = sent.filter((one) => one !== refused.one);
  for (const { socket } of others) socket.destroy();
  first?.socket.write('x');
  expect(await first?.status).toBe('200');
  expect(bodies).toHaveLength(1);
});
