/** Pull requests that follow their branch, with the files and counts that the emulator leaves empty. */
import type { OverlaySettings } from '../overlay.ts';
import { type Call, type Json, type Reply, readJson } from './http.ts';

export class PullRequests {
  readonly #settings: OverlaySettings;

  constructor(settings: OverlaySettings) {
    this.#settings = settings;
  }

  async handle({ method, path }: Call): Promise<Reply | null> {
    const [, number, part] = /^\/pulls\/(\d+)(\/files)?$/.exec(path) ?? [];
    if (method !== 'GET' || number === undefined) return null;
    if (part !== undefined) return { status: 200, body: await this.files(Number(number)) };
    return { status: 200, body: await this.get(Number(number)) };
  }

  async get(number: number): Promise<Json> {
    const pull = await this.#read(`/pulls/${number}`);
    const head = await this.#read(`/git/ref/heads/${pull.head.ref}`);
    const files = await this.#changes(pull.base.ref, head.object.sha);
    const sum = (key: string) => files.reduce((total, file) => total + file[key], 0);
    return {
      ...pull,
      head: { ...pull.head, sha: head.object.sha },
      changed_files: files.length,
      additions: sum('additions'),
      deletions: sum('deletions'),
    };
  }

  async files(number: number): Promise<readonly Json[]> {
    const pull = await this.get(number);
    return this.#changes(pull.base.ref, pull.head.sha);
  }

  /** Numbers of the open pull requests from a branch. */
  async from(branch: string): Promise<readonly number[]> {
    const open = await this.#read('/pulls?state=open');
    return open.filter((pull: Json) => pull.head.ref === branch).map((pull: Json) => pull.number);
  }

  repository(): Promise<Json> {
    return this.#read('');
  }

  async #changes(base: string, head: string): Promise<readonly Json[]> {
    return (await this.#read(`/compare/${base}...${head}`)).files;
  }

  async #read(path: string): Promise<Json> {
    const answer = await fetch(`${this.#settings.upstream}/repos/${this.#settings.repository}${path}`);
    if (!answer.ok) throw new Error(`the emulator answered ${answer.status} to ${path}`);
    return readJson(await answer.text());
  }
}
