/** What must be true once all is quiet, whatever went wrong before. */
import { parseMarker } from '../../src/report/render-comment.ts';
import type { FakeGitHub } from '../world/fake-github.ts';
import type { CheckRun } from '../world/state.ts';
import type { Oracle } from './oracle.ts';
import type { Team } from './team.ts';

/** Sentences, each a violation. */
export async function inspect(team: Team, oracle: Oracle): Promise<readonly string[]> {
  const { seed, repository, branches, groups } = team;
  const wrong: string[] = [];
  const runs = [...repository.checkRuns.values()];
  for (const { id, status, sha } of runs)
    if (status !== 'completed') wrong.push(`check-run ${id} of ${sha.slice(0, 8)} is ${status}`);
  for (const { pull, state, ignored } of branches) {
    const expected = await oracle.expect(state, ignored);
    const externalId = `pull-request:${pull.number}`;
    wrong.push(...inspectRuns(runs, { sha: pull.headSha, externalId, conclusion: expected.conclusion }));
    const comments = [...repository.reviewComments.values()].filter(({ number }) => number === pull.number);
    const marks = comments.map(({ body }) => parseMarker(body) ?? '');
    for (const mark of new Set(marks)) {
      const count = marks.filter((one) => one === mark).length;
      if (count > 1) wrong.push(`#${pull.number} was told ${count} times of ${mark}`);
    }
    // What was set aside before it was ever told needs no comment.
    const missing = ignored ? [] : expected.comments.filter((mark) => !marks.includes(mark));
    if (missing.length > 0) wrong.push(`#${pull.number} was not told of ${missing.length} findings (${state})`);
  }
  for (const { sha, state } of groups) {
    const { conclusion } = await oracle.expect(state, false);
    wrong.push(...inspectRuns(runs, { sha, externalId: 'merge-group', conclusion }));
  }
  wrong.push(...inspectTalk(team));
  return wrong.map((sentence) => `seed ${seed}: ${sentence}`);
}

interface Wanted {
  readonly sha: string;
  readonly externalId: string;
  readonly conclusion: string;
}

/** One run counts; those that were closed because GitHub takes no annotations back are cancelled. */
function inspectRuns(runs: readonly CheckRun[], { sha, externalId, conclusion }: Wanted): readonly string[] {
  const ours = runs.filter((run) => run.sha === sha && run.externalId === externalId).toSorted((a, b) => a.id - b.id);
  const [current, ...older] = ours.toReversed();
  const what = `${externalId} at ${sha.slice(0, 8)}`;
  if (current === undefined) return [`${what} has no check-run`];
  const wrong =
    current.conclusion === conclusion ? [] : [`${what} is ${current.conclusion} (${current.title}), not ${conclusion}`];
  const double = older.filter((run) => run.conclusion !== 'cancelled').length;
  return double === 0 ? wrong : [...wrong, `${what} has ${double + 1} check-runs that count`];
}

function inspectTalk({ repository, questions, requests }: Team): readonly string[] {
  const wrong: string[] = [];
  const bodies = [...repository.comments.values()].filter(({ byApp }) => byApp).map(({ body }) => body);
  for (const id of questions) {
    const count = bodies.filter((body) => body.startsWith(`<!-- vigie:v1 reply=${id} -->`)).length;
    if (count !== 1) wrong.push(`comment ${id} was answered ${count} times`);
  }
  for (const id of [...questions, ...requests]) {
    const reactions = repository.comments.get(id)?.reactions.map(({ content }) => content) ?? [];
    if (!reactions.includes('rocket') && !reactions.includes('confused'))
      wrong.push(`comment ${id} has no last reaction (${reactions})`);
  }
  const reports = [...repository.comments.values()].filter(
    ({ byApp, body }) => byApp && body.includes('note=full-report'),
  );
  for (const [number, notes] of Map.groupBy(reports, (note) => note.number))
    if (notes.length > 1) wrong.push(`#${number} has ${notes.length} full reports`);
  return wrong;
}

/** Webhooks that were never answered with success, and may still be asked for. */
export function undelivered({ delivered }: FakeGitHub): number {
  const attempts = Map.groupBy(delivered, ({ id }) => id);
  return [...attempts].filter(([, tries]) => !tries.some(({ status }) => status >= 200 && status < 300)).length;
}
