/** Who and what exists in the fake GitHub: people, repositories, installations, ids and dates. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Credentials } from './credentials.ts';
import { GitStore } from './git-store.ts';
import type { JsonObject } from './github-schema.ts';
import { type Ids, Repository } from './repository.ts';
import type { Installation, World } from './routes/call.ts';
import type { Role, User } from './state.ts';

const START = Date.parse('2026-01-05T09:00:00Z');

/** As the App is registered: what it may do, and what it is told. */
export const REGISTRATION: { readonly default_permissions: JsonObject; readonly default_events: readonly string[] } =
  parse(readFileSync(join(import.meta.dirname, '../../app.yml'), 'utf8'));

export abstract class GitHubState implements World, Ids {
  readonly app = {
    id: 4242,
    slug: 'vigie',
    permissions: REGISTRATION.default_permissions,
    events: REGISTRATION.default_events,
  };
  readonly bot: User = { id: 900_001, login: 'vigie[bot]', type: 'Bot' };
  readonly installations: Installation[] = [];
  readonly credentials = new Credentials();
  /** By the name that they had. */
  readonly renamed = new Map<string, Repository>();
  hook: JsonObject = { content_type: 'json', insecure_ssl: '0', secret: '********', url: '' };
  url = '';
  readonly now: () => number;
  readonly #users = new Map<string, User>([[this.bot.login, this.bot]]);
  readonly #repositories = new Map<string, Repository>();
  #id = 1_000;
  #seconds = 0;

  /** `now` is the clock by which tokens expire. */
  constructor(now: () => number = () => START) {
    this.now = now;
  }

  abstract notify(event: 'issue_comment.created', repository: Repository, id: number): void;
  abstract redeliver(number: number): void;
  abstract deliveries(): readonly JsonObject[];

  /** The repository of that name, made if need be, with the App installed on it. */
  repository(fullName: string): Repository {
    const known = this.#repositories.get(fullName);
    if (known) return known;
    const repository = new Repository(fullName, this, new GitStore());
    this.#repositories.set(fullName, repository);
    this.#install(repository);
    return repository;
  }

  /** A fork shares the commits of its parent; the App is not installed on it. */
  fork(parent: Repository, owner: string): Repository {
    this.person(owner);
    const fork = new Repository(`${owner}/${parent.name}`, this, parent.store, parent);
    for (const [branch, sha] of parent.branches) fork.branches.set(branch, sha);
    this.#repositories.set(fork.fullName, fork);
    return fork;
  }

  /** A person, made if need be. */
  person(login: string): User {
    const user = this.#users.get(login) ?? { id: this.next(), login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
    this.#users.set(login, user);
    return user;
  }

  grant(repository: Repository, login: string, role: Role): void {
    this.person(login);
    repository.grant(login, role);
  }

  next(): number {
    this.#id += 1;
    return this.#id;
  }

  date(): string {
    this.#seconds += 1;
    return new Date(this.now() + this.#seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  moved(repository: Repository, branch: string): void {
    for (const target of [repository, repository.parent]) {
      for (const pull of target?.pulls.values() ?? []) {
        if (pull.state === 'open' && pull.headRepository === repository.fullName && pull.headBranch === branch)
          pull.headSha = repository.head(branch);
      }
    }
  }

  /** Requests by the old name are redirected; what was on its way arrives. */
  rename(repository: Repository, name: string): void {
    const old = repository.fullName;
    repository.name = name;
    this.#repositories.set(repository.fullName, repository);
    this.renamed.set(old, repository);
    for (const { repositories } of this.installations)
      if (repositories.delete(old)) repositories.add(repository.fullName);
    for (const pull of repository.pulls.values())
      if (pull.headRepository === old) pull.headRepository = repository.fullName;
  }

  repositoryNamed(fullName: string): Repository | null {
    return this.#repositories.get(fullName) ?? null;
  }

  organization(login: string): User {
    const user = this.#users.get(login) ?? { id: this.next(), login, type: 'Organization' };
    this.#users.set(login, user);
    return user;
  }

  user(login: string): User | null {
    return this.#users.get(login) ?? null;
  }

  issueToken(installation: Installation): { readonly token: string; readonly expiresAt: string } {
    return this.credentials.issue(installation, this.now());
  }

  #install(repository: Repository): void {
    const known = this.installations.find((each) => each.account.login === repository.owner);
    if (known) known.repositories.add(repository.fullName);
    else
      this.installations.push({
        id: this.next(),
        account: this.organization(repository.owner),
        repositories: new Set([repository.fullName]),
      });
  }
}
