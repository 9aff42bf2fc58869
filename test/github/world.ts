/** A GitHub in memory, a repository with one pull request, and a patient client for it. */
import { Octokit } from '@octokit/rest';
import type { CheckContent, Clock, DesiredComment, DesiredComments } from '../../src/audit/ports.ts';
import type { Client } from '../../src/github/client.ts';
import { bePatient, createPacer } from '../../src/github/patience.ts';
import { localPace } from '../../src/jobs/pace.ts';
import { FakeGitHub } from '../world/fake-github.ts';
import type { Changes } from '../world/git-store.ts';

export const place = { owner: 'acme', repo: 'shop' };

export async function startGithub(changes: Changes = {}) {
  const github = await FakeGitHub.start();
  const repository = github.repository('acme/shop');
  repository.commit('main', { 'a.py': lines(1, 40) });
  repository.branch('feature');
  const head = repository.commit('feature', { 'b.py': lines(1, 60), ...changes });
  const pull = await github.openPullRequest(repository, { head: 'feature' });
  const pauses: number[] = [];
  const clock: Clock = { now: () => github.now(), sleep: async (milliseconds) => void pauses.push(milliseconds) };
  const [installation] = github.installations;
  if (!installation) throw new Error('nothing is installed');
  const { token } = github.issueToken(installation);
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  // The same methods as Probot's, without its plugins.
  const client = new Octokit({ auth: token, baseUrl: github.url, log }) as unknown as Client;
  bePatient(client, { clock, pacer: createPacer(clock, localPace(clock, 0)), maxWait: 60_000 });
  return { github, repository, pull, head, client, pauses, app: { id: github.app.id, login: github.bot.login } };
}

export function lines(from: number, to: number): string {
  let text = '';
  for (let line = from; line <= to; line += 1) text += `x${line} = ${line}\n`;
  return text;
}

export function content(annotations: number, title = 'A verdict'): CheckContent {
  return {
    title,
    summary: 'Because.',
    text: '',
    actions: [],
    annotations: Array.from({ length: annotations }, (_, at) => ({
      path: 'b.py',
      start_line: (at % 60) + 1,
      end_line: (at % 60) + 1,
      annotation_level: 'warning',
      title: `Finding ${at}`,
      message: 'Mend it.',
    })),
  };
}

export function comment(fingerprint: string, line: number, text = 'Mend it.'): DesiredComment {
  return { fingerprint, path: 'b.py', line, startLine: null, body: `<!-- ${fingerprint} -->${text}` };
}

export function desired(comments: readonly DesiredComment[], alive: readonly string[] = [], max = 50): DesiredComments {
  return {
    comments,
    max,
    alive: new Set([...alive, ...comments.map(({ fingerprint }) => fingerprint)]),
    fingerprintOf: (body) => /^<!-- (\w+) -->/.exec(body)?.[1] ?? null,
    setAside: new Set(),
    markSetAside: (body) => body,
    markFixed: (body) => (body.endsWith('(fixed)') ? body : `${body} (fixed)`),
    reviewBody: (count) => `${count} remarks`,
  };
}
