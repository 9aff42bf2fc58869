/** Webhooks on their way from the emulator to the App: completed, signed again, with delivery ids as GitHub's are. */
import { createHmac, randomUUID } from 'node:crypto';
import type { OverlaySettings } from '../overlay.ts';
import type { Json } from './http.ts';
import type { PullRequests } from './pull-requests.ts';

/** Of what the emulator sends, what an App of this kind subscribes to. */
const FORWARDED = ['pull_request', 'issue_comment'];

export class Webhooks {
  /** Where the App listens. */
  target = '';
  readonly #settings: OverlaySettings;
  readonly #pulls: PullRequests;
  readonly #expected: {
    readonly event: string;
    readonly resolve: () => void;
    readonly reject: (cause: Error) => void;
  }[] = [];
  #common: Json = {};

  constructor(settings: OverlaySettings, pulls: PullRequests) {
    this.#settings = settings;
    this.#pulls = pulls;
  }

  /** Resolves when the App has taken the next webhook of that name. */
  next(event: string): Promise<void> {
    return new Promise((resolve, reject) => this.#expected.push({ event, resolve, reject }));
  }

  async forward(event: string, payload: Json): Promise<void> {
    if (!FORWARDED.includes(event)) return;
    this.#common = { repository: payload.repository, sender: payload.sender, installation: payload.installation };
    if (event === 'pull_request') {
      const { number } = payload.pull_request;
      await this.#send(event, { ...payload, number, pull_request: await this.#pulls.get(number) });
    } else {
      const url = `${this.#settings.upstream}/repos/${this.#settings.repository}/pulls/${payload.issue.number}`;
      await this.#send(event, { ...payload, issue: { ...payload.issue, pull_request: { url, html_url: url } } });
    }
  }

  /** A branch moved: GitHub tells those who watch its pull requests, the emulator does not. */
  async pushed(branch: string): Promise<void> {
    for (const number of await this.#pulls.from(branch)) {
      const pull_request = await this.#pulls.get(number);
      await this.#send('pull_request', {
        ...this.#common,
        action: 'synchronize',
        number,
        pull_request,
        after: pull_request.head.sha,
      });
    }
  }

  async #send(event: string, payload: Json): Promise<void> {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', this.#settings.webhookSecret).update(body).digest('hex');
    const answer = await fetch(this.target, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${signature}`,
      },
    });
    const waiting = this.#expected.findIndex((each) => each.event === event);
    const [expected] = waiting === -1 ? [] : this.#expected.splice(waiting, 1);
    if (answer.ok) expected?.resolve();
    else expected?.reject(new Error(`the App answered ${answer.status} to the ${event} webhook`));
  }
}
