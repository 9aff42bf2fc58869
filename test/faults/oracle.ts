/** What a pull request deserves when nothing goes wrong: told by the App in this process, without faults and without a database. */
import { catalogue } from '../../rules/registry.generated.ts';
import { parseMarker } from '../../src/report/render-comment.ts';
import { startWorld, type World } from '../app/running-app.ts';
import { BASE, changesOf, RULE, type State } from './code.ts';

interface Expected {
  readonly conclusion: string;
  /** Fingerprints that must be commented. */
  readonly comments: readonly string[];
}

export interface Oracle {
  /** `ignored`: somebody with the right to do so set the finding aside. */
  expect(state: State, ignored: boolean): Promise<Expected>;
  close(): Promise<void>;
}

export async function startOracle(): Promise<Oracle> {
  const world = await startWorld({ catalogue });
  const known = new Map<string, Promise<Expected>>();
  return {
    expect(state, ignored) {
      const key = `${state}-${ignored}`;
      const answer = known.get(key) ?? ask(world, state, ignored);
      known.set(key, answer);
      return answer;
    },
    close: () => world.close(),
  };
}

async function ask({ github, app }: World, state: State, ignored: boolean): Promise<Expected> {
  const repository = github.repository(`oracle/${state}-${ignored}`);
  repository.commit('main', BASE);
  repository.branch('feature');
  repository.commit('feature', changesOf(state, 0));
  github.grant(repository, 'owner', 'admin');
  const pull = await github.openPullRequest(repository, { head: 'feature' });
  await app.idle();
  if (ignored) await github.comment(repository, pull, 'owner', `/audit ignore ${RULE} -- known to us`);
  await github.quiet();
  await app.idle();
  const run = [...repository.checkRuns.values()].at(-1);
  if (run?.status !== 'completed' || run.conclusion === null) throw new Error(`no verdict for ${state}`);
  const comments = [...repository.reviewComments.values()].map(({ body }) => parseMarker(body) ?? '');
  return { conclusion: run.conclusion, comments };
}
