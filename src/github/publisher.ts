/** What the App writes: a check-run, and on a pull request also comments on the diff. */
import type { CheckPublisher, Publisher } from '../audit/ports.ts';
import { beginRun, type CheckTarget, cancelRun, concludeRun, failedRunsOfOthers } from './check-run.ts';
import type { AppIdentity, Client, RepositoryRef } from './client.ts';
import { writeNote } from './note.ts';
import { reconcileComments } from './review-comments.ts';

export function createPublisher(
  client: Client,
  repository: RepositoryRef,
  number: number,
  app: AppIdentity,
): Publisher {
  const target: CheckTarget = { client, repository, app, externalId: externalIdOf(number) };
  return {
    ...createCheckPublisher(target),
    comment: (head, desired) => reconcileComments({ client, repository, app, number }, head, desired),
    note: (subject, body) => writeNote({ client, repository, app, number }, subject, body),
    async currentHead() {
      const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
      return data.head.sha;
    },
    async failingElsewhere(head) {
      const failing: number[] = [];
      for (const externalId of await failedRunsOfOthers(target, head)) {
        const other = pullRequestOf(externalId);
        if (other !== null && (await isOpenAt(client, repository, other, head))) failing.push(other);
      }
      return failing;
    },
  };
}

/** A check-run that belongs to no pull request: that of a merge group. */
export function createGroupPublisher(client: Client, repository: RepositoryRef, app: AppIdentity): CheckPublisher {
  return createCheckPublisher({ client, repository, app, externalId: 'merge-group' });
}

function createCheckPublisher(target: CheckTarget): CheckPublisher {
  return {
    begin: (head, content) => beginRun(target, head, content),
    conclude: (head, conclusion, content) => concludeRun(target, head, conclusion, content),
    cancel: (head, content) => cancelRun(target, head, content),
  };
}

async function isOpenAt(client: Client, repository: RepositoryRef, number: number, head: string): Promise<boolean> {
  const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
  return data.state === 'open' && data.head.sha === head;
}

/** Names the pull request on its check-run: the event of a re-run names none when the head stands in a fork. */
function externalIdOf(number: number): string {
  return `pull-request:${number}`;
}

/** The pull request that a check-run of ours is for, or `null`. */
export function pullRequestOf(externalId: string | null): number | null {
  const match = /^pull-request:([1-9]\d{0,9})$/.exec(externalId ?? '');
  return match === null ? null : Number(match[1]);
}
