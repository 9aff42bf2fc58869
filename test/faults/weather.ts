/** What goes wrong between the App and GitHub in one stage of a story: chosen by its seed, and never more than retries bear. */
import type { FakeGitHub } from '../world/fake-github.ts';
import type { Fault } from '../world/faults.ts';
import type { Random } from './random.ts';

/** A write that fails costs an attempt, of which a job has three. */
const HARD_FAULTS = 2;
const SOFT_FAULTS = 3;

const WRITES = [
  'checks/create',
  'checks/update',
  'pulls/create-review',
  'pulls/update-review-comment',
  'issues/create-comment',
  'issues/update-comment',
  'reactions/create-for-issue-comment',
];

const READS = [
  'pulls/get',
  'pulls/list-files',
  'pulls/list-review-comments',
  'git/get-tree',
  'git/get-blob',
  'checks/list-for-ref',
  'checks/list-annotations',
  'repos/compare-commits-with-basehead',
  'repos/get-content',
  'issues/list-comments',
  'reactions/list-for-issue-comment',
];

/** Before the request takes effect, or after it has: only GitHub knows. */
function lost(random: Random): Fault {
  const applied = random.chance(0.5);
  return random.pick<Fault>([
    { status: 502, applied },
    { status: 500, applied },
    { reset: true, applied },
    { reset: true, applied, delay: 1_500 },
    { status: 504, applied, delay: 1_500 },
  ]);
}

function limited(random: Random): Fault {
  const headers = { 'retry-after': '1' };
  const body = { message: 'You have exceeded a secondary rate limit.' };
  return { status: random.pick([403, 429]), headers, body };
}

/** Arms the faults of one stage, on the repositories of one owner. Returns a function that ends them, and says how many struck. */
export function arm(github: FakeGitHub, owner: string, random: Random): () => number {
  let isOver = false;
  let struck = 0;
  const add = (operations: readonly string[], fault: Fault) => {
    const wanted = random.pick(operations);
    let skip = random.int(3);
    let left = 1;
    github.fail((operation, _body, params) => {
      if (isOver || left === 0 || operation !== wanted || params.owner !== owner) return false;
      if (skip > 0) {
        skip -= 1;
        return false;
      }
      left -= 1;
      struck += 1;
      return true;
    }, fault);
  };
  for (let at = random.int(HARD_FAULTS + 1); at > 0; at -= 1) add(WRITES, lost(random));
  for (let at = random.int(SOFT_FAULTS + 1); at > 0; at -= 1)
    add(READS, random.chance(0.5) ? lost(random) : limited(random));
  if (random.chance(0.3)) add(WRITES, limited(random));
  return () => {
    isOver = true;
    return struck;
  };
}
