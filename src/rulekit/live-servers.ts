/** Tests that talk to a server that somebody else has to start. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Call, Expr, Stmt } from '../model/python.ts';
import { argument, keywordArgument } from '../model/python-walk.ts';
import type { Place } from '../model/span.ts';
import { codeOf } from './code.ts';
import { placeIn } from './index.ts';

export interface LiveClient {
  readonly at: Place;
  /** The function around it, empty at module level. */
  readonly symbol: string;
  readonly url: string;
}

const LOCAL = /^(https?|wss?):\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0)(:\d+)?(\/|$)/;
const REQUEST =
  /^(requests|httpx)\.(get|post|put|patch|delete|head|options|request)$|^websockets?\.(connect|create_connection)$/;
const CLIENT = /^httpx\.(Async)?Client$|^aiohttp\.ClientSession$/;
/** Names by which a file answers requests itself, starts a server, or does without one. */
const APART =
  /^(responses|requests_mock|respx\w*|httpx_mock|aioresponses|vcr\w*|httpretty|patch|monkeypatch|mocker|Mock|MagicMock|AsyncMock|Popen|uvicorn|Process|Thread|LiveServer\w*|live_server\w*|testcontainers|DockerContainer|docker_\w+|xprocess|skip|skipif|skipIf|SkipTest|importorskip|HTTPServer|httpserver|make_server|ThreadingHTTPServer|TestServer|start_server|serve)$/;

/** The clients of one test file whose requests go to this machine. */
export function liveClients(file: SourceFile): readonly LiveClient[] {
  const module = file.facts.python;
  if (!module?.names.some((name) => /^(requests|httpx|websockets?|aiohttp)$/.test(name)) || standsApart(file))
    return [];
  const constants = constantsOf(module.body);
  return codeOf(file).calls.flatMap(({ call, name, symbol, deferred }): LiveClient[] => {
    if (name === null || deferred) return [];
    const target = targetOf(name, call);
    const url = target ? textStart(target, constants) : null;
    return url !== null && LOCAL.test(url)
      ? [{ at: placeIn(file, call), symbol, url: url.replace(/^(\w+:\/\/[^/]+).*$/s, '$1') }]
      : [];
  });
}

/** Whether a file, or a `conftest.py` above it, brings the server along or copes without. */
export function isServedAlong(project: Project, path: string): boolean {
  const parts = path.split('/');
  return parts.some((_, count) => {
    const conftest = project.file([...parts.slice(0, count), 'conftest.py'].join('/'));
    return conftest !== undefined && standsApart(conftest);
  });
}

function standsApart({ facts }: SourceFile): boolean {
  return facts.python?.names.some((name) => APART.test(name)) ?? false;
}

function targetOf(name: string, call: Call): Expr | undefined {
  if (REQUEST.test(name)) return argument(call, name.endsWith('.request') ? 1 : 0, 'url');
  if (!CLIENT.test(name) || keywordArgument(call, 'transport') || keywordArgument(call, 'app')) return undefined;
  return keywordArgument(call, 'base_url');
}

/** `BASE_URL = os.getenv("API_URL", "http://localhost:8000")` counts with its default. */
function constantsOf(body: readonly Stmt[]): ReadonlyMap<string, Expr> {
  const found = new Map<string, Expr>();
  for (const stmt of body) {
    const [target] = stmt.k === 'assign' ? stmt.targets : [];
    if (stmt.k === 'assign' && stmt.v && target?.k === 'name') found.set(target.id, stmt.v);
  }
  return found;
}

function textStart(expr: Expr, constants: ReadonlyMap<string, Expr>, depth = 0): string | null {
  if (depth > 4) return null;
  const follow = (next: Expr | undefined) => (next ? textStart(next, constants, depth + 1) : null);
  switch (expr.k) {
    case 'str':
      return expr.v;
    case 'fstr': {
      const [first] = expr.parts;
      return typeof first === 'string' ? first : follow(first);
    }
    case 'name':
      return follow(constants.get(expr.id));
    case 'bin':
      return expr.op === '+' ? follow(expr.l) : expr.op === 'or' ? follow(expr.r) : null;
    case 'call':
      return expr.fn.k === 'attr' && /^(getenv|get)$/.test(expr.fn.name) ? follow(expr.args[1]) : null;
    default:
      return null;
  }
}
