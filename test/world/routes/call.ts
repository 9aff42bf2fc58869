/** One request on its way through a handler, and what a handler may answer. */
import type { JsonObject } from '../github-schema.ts';
import type { Site } from '../render.ts';
import type { Repository } from '../repository.ts';
import type { User } from '../state.ts';

/** What handlers need of the world. */
export interface World extends Site {
  readonly bot: User;
  readonly installations: readonly Installation[];
  /** Repositories by the name that they had. */
  readonly renamed: ReadonlyMap<string, Repository>;
  /** How the App's webhook is set up. */
  readonly hook: JsonObject;
  next(): number;
  date(): string;
  now(): number;
  user(login: string): User | null;
  issueToken(installation: Installation): { readonly token: string; readonly expiresAt: string };
  /** GitHub tells the App about what happened in its repositories, its own doings included. */
  notify(event: 'issue_comment.created', repository: Repository, id: number): void;
  redeliver(id: number): void;
  deliveries(): readonly JsonObject[];
}

export interface Installation {
  readonly id: number;
  readonly account: User;
  /** Full names; a repository that is not listed answers 404, as GitHub does. */
  readonly repositories: Set<string>;
}

export interface Call {
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** `null` for calls made with the App's own JWT. */
  readonly installation: Installation | null;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Handler = (call: Call) => Answer;
/** By operation id. */
export type Handlers = Readonly<Record<string, Handler>>;

/** An answer of 4xx, with GitHub's own body. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly unknown[];
  constructor(status: number, message: string, errors: readonly unknown[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

export function repositoryOf({ world, params, installation }: Call): Repository {
  const repository = world.repositoryNamed(`${params.owner}/${params.repo}`);
  if (!repository) throw new Refusal(404, 'Not Found');
  const reachable = repository.visibility === 'public' || installation?.repositories.has(repository.fullName);
  if (!reachable) throw new Refusal(404, 'Not Found');
  return repository;
}

/** A record by the id in the path, or 404. */
export function found<T>(record: T | null | undefined): T {
  if (record === null || record === undefined) throw new Refusal(404, 'Not Found');
  return record;
}

/** https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
const PER_PAGE = 30;
const PER_PAGE_MAX = 100;

/** One page of a list with GitHub's `link` header. `wrap` is for lists that come inside an object. */
export function page<T>(
  { world, query }: Call,
  items: readonly T[],
  path: string,
  wrap: (items: readonly T[]) => unknown = (items) => items,
): Answer {
  const size = Math.min(Number(query.get('per_page') ?? PER_PAGE) || PER_PAGE, PER_PAGE_MAX);
  const number = Math.max(1, Number(query.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (to: number, rel: string) => {
    const next = new URLSearchParams(query);
    next.set('page', String(to));
    return `<${world.url}/api/v3${path}?${next}>; rel="${rel}"`;
  };
  const links =
    number < last
      ? [link(number + 1, 'next'), link(last, 'last')]
      : number > 1
        ? [link(1, 'first'), link(number - 1, 'prev')]
        : [];
  return {
    status: 200,
    body: wrap(items.slice((number - 1) * size, number * size)),
    ...(links.length > 0 ? { headers: { link: links.join(', ') } } : {}),
  };
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
