/** The HTTP side of the fake: routes, authentication, faults, and the official schema on every message. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { authorize, type Credentials } from './credentials.ts';
import type { Faults } from './faults.ts';
import { type JsonObject, OPERATIONS, operationId, request, response } from './github-schema.ts';
import { apps } from './routes/apps.ts';
import { type Answer, type Handlers, Refusal, type World } from './routes/call.ts';
import { checks } from './routes/checks.ts';
import { git } from './routes/git.ts';
import { issues } from './routes/issues.ts';
import { pulls } from './routes/pulls.ts';
import { reviews } from './routes/reviews.ts';
import type { Write } from './state.ts';
import { tarballOf } from './tarball.ts';

const HANDLERS: Handlers = { ...apps, ...checks, ...git, ...issues, ...pulls, ...reviews };

/** More literal segments first, so that `/pulls/comments/{id}` wins over `/pulls/{number}/files`. */
const ROUTES = OPERATIONS.map((name) => {
  const [method = '', template = ''] = name.split(' ');
  // Branch names, paths and comparisons may hold slashes.
  const source = template.replace(
    /\{(\w+)\}/g,
    (_, key: string) => `(?<${key}>${['path', 'ref', 'basehead', 'branch'].includes(key) ? '.+' : '[^/]+'})`,
  );
  return {
    name,
    id: operationId(name),
    method,
    pattern: new RegExp(`^${source}$`),
    literal: template.replace(/\{\w+\}/g, '').length,
  };
}).sort((a, b) => b.literal - a.literal);

export interface Traffic {
  readonly writes: Write[];
  /** Operation ids in the order of their arrival. */
  readonly requests: string[];
  /** What the official description forbids: a bug of the App, or of this fake. */
  readonly violations: string[];
}

export async function serveGitHub(
  world: World,
  credentials: Credentials,
  faults: Faults,
  traffic: Traffic,
): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    void answer(world, credentials, faults, traffic, incoming, outgoing).catch((error: unknown) => {
      traffic.violations.push(`the fake itself failed: ${error instanceof Error ? error.stack : String(error)}`);
      outgoing.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export function urlOf(server: Server): string {
  const address = server.address() as AddressInfo; // a listening TCP server has one
  return `http://127.0.0.1:${address.port}`;
}

async function answer(
  world: World,
  credentials: Credentials,
  faults: Faults,
  traffic: Traffic,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const asked = url.pathname.replace(/^\/api\/v3/, '');
  const body = await readJson(incoming);
  const [, old = '', rest = ''] = /^\/repos\/([^/]+\/[^/]+)(.*)$/.exec(asked) ?? [];
  const renamed = world.renamed.get(old);
  if (renamed)
    return redirect(outgoing, `${world.url}/api/v3/repositories/${renamed.id}${rest}${url.search}`, incoming.method);
  const path = asked.replace(/^\/repositories\/(\d+)/, (same, id) => {
    const found = [...world.renamed.values()].find((each) => each.id === Number(id));
    return found ? `/repos/${found.fullName}` : same;
  });
  const archive = ARCHIVE.exec(path)?.groups;
  if (archive) return sendArchive(world, faults, traffic, archive, outgoing);
  const route = ROUTES.find((each) => each.method === incoming.method && each.pattern.test(path));
  if (!route) {
    traffic.violations.push(`${incoming.method} ${path} is not served; see test/schema/README.md`);
    return send(outgoing, { status: 404, body: { message: 'Not Found', documentation_url: '', status: '404' } });
  }
  traffic.requests.push(route.id);
  const params = Object.fromEntries(
    Object.entries(route.pattern.exec(path)?.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
  );
  const handle = (): Answer => {
    try {
      const installation = credentials.authenticate(incoming.headers.authorization, world.app.id, world.now());
      authorize(route.id, world.app.permissions);
      const wrong = request(route.name, body);
      if (wrong !== null) {
        traffic.violations.push(wrong);
        throw new Refusal(422, `Invalid request.\n\n${wrong}`);
      }
      const handler = HANDLERS[route.id];
      if (!handler) throw new Refusal(501, `${route.id} has no handler in test/world/routes`);
      return handler({ world, params, query: url.searchParams, body, installation });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return {
        status: error.status,
        body: {
          message: error.message,
          documentation_url: 'https://docs.github.com/rest',
          status: String(error.status),
          ...(error.errors.length > 0 ? { errors: error.errors } : {}),
        },
      };
    }
  };
  const fault = faults.take(route.id, body, params);
  await faults.pass(route.id, body, params);
  const real = fault !== null && fault.applied !== true ? null : handle();
  if (real !== null) record(traffic, route, params, body, real);
  if (fault?.delay !== undefined) await pause(fault.delay);
  if (fault?.reset === true) return void incoming.socket.destroy();
  send(
    outgoing,
    fault
      ? { status: fault.status ?? 500, headers: fault.headers ?? {}, body: fault.body ?? { message: 'Server Error' } }
      : (real ?? { status: 500, body: null }),
  );
}

/** https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects */
function redirect(outgoing: ServerResponse, location: string, method = 'GET'): void {
  const status = method === 'GET' || method === 'HEAD' ? 301 : 307;
  const body = { message: 'Moved Permanently', url: location, documentation_url: 'https://docs.github.com/rest' };
  send(outgoing, { status, headers: { location }, body });
}

/** `repos/download-tarball-archive`: a redirect to another host, then bytes. The schema describes neither. */
const ARCHIVE = /^\/(?<step>repos|codeload)\/(?<owner>[^/]+)\/(?<repo>[^/]+)\/tarball\/(?<ref>.+)$/;

function sendArchive(
  world: World,
  faults: Faults,
  traffic: Traffic,
  { step, owner = '', repo = '', ref = '' }: Readonly<Record<string, string>>,
  outgoing: ServerResponse,
): void {
  if (step === 'repos') {
    traffic.requests.push('repos/download-tarball-archive');
    const fault = faults.take('repos/download-tarball-archive', {}, { owner, repo });
    if (fault) send(outgoing, { status: fault.status ?? 500, body: fault.body ?? { message: 'Server Error' } });
    else outgoing.writeHead(302, { location: `/codeload/${owner}/${repo}/tarball/${ref}` }).end();
    return;
  }
  const repository = world.repositoryNamed(`${owner}/${repo}`);
  const commit = repository?.resolve(ref);
  if (!repository || !commit) {
    send(outgoing, { status: 404, body: { message: 'Not Found' } });
    return;
  }
  outgoing.writeHead(200, { 'content-type': 'application/x-gzip' });
  outgoing.end(tarballOf(repository.store, commit, `${owner}-${repo}-${commit.sha.slice(0, 7)}`));
}

function record(
  traffic: Traffic,
  route: (typeof ROUTES)[number],
  params: Readonly<Record<string, string>>,
  body: JsonObject,
  real: Answer,
): void {
  const wrong = response(route.name, real.status, real.body);
  if (wrong !== null) traffic.violations.push(wrong);
  if (route.method === 'GET' || route.id.startsWith('apps/')) return;
  const repository = `${params.owner}/${params.repo}`;
  traffic.writes.push({ operation: route.id, repository, params, body, status: real.status });
}

async function readJson(incoming: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function send(outgoing: ServerResponse, { status, body, headers }: Answer): void {
  outgoing.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-github-request-id': 'FAKE:1',
    ...headers,
  });
  outgoing.end(status === 204 ? undefined : JSON.stringify(body));
}
