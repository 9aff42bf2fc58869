/**
 * The demonstration: the real App reviews a pull request on a GitHub that is emulated on this machine. Nothing leaves it.
 * It is a test as well: it ends with 1 when GitHub would not show what it should.
 */
import { join } from 'node:path';
import type { CheckRun } from './overlay/check-runs.ts';
import type { ReviewComment } from './overlay/reviews.ts';
import { type Stage, setStage } from './stage.ts';
import { chapter, hunk, markdown, paint, panel, say, tell } from './terminal.ts';

const here = import.meta.dirname;
const BRANCH = 'coupons';

/** What the pull request does wrong, and the rules that may say so. */
const DEFECTS: readonly { readonly what: string; readonly rules: readonly string[] }[] = [
  { what: 'a live Stripe key in the code', rules: ['secret-committed'] },
  { what: 'a table that no migration creates', rules: ['model-without-migration', 'model-migration-drift'] },
  { what: 'a column that no migration adds', rules: ['model-migration-drift'] },
  { what: 'a route that exists already', rules: ['duplicate-route', 'route-shadowed'] },
  { what: 'a second health check', rules: ['duplicate-health-endpoint'] },
  { what: 'a handler that queries the database itself', rules: ['handler-bypasses-service'] },
];

/** Longer than any step takes; what hangs for longer is broken. Milliseconds. */
const PATIENCE = 60_000;

class Unexpected extends Error {}

async function main(): Promise<void> {
  const started = performance.now();
  const stage = await setStage();
  try {
    await tellStory(stage);
  } catch (error) {
    for (const line of stage.log) process.stderr.write(line);
    throw error;
  } finally {
    await stage.close();
  }
  say();
  say(paint('gray', `That took ${((performance.now() - started) / 1000).toFixed(1)} s, without any network.`));
}

async function tellStory(stage: Stage): Promise<void> {
  say(paint('bold', 'Vigie, the lookout for Python back-ends'));
  chapter(1, 'A shop installs Vigie');
  const main = await stage.shop.push('main', join(here, 'backend'), 'The shop');
  tell(
    `acme/corner-shop is a small FastAPI back-end: ${main.paths.length} files, SQLAlchemy models, two Alembic migrations. Its team installs Vigie. Nothing happens yet: Vigie speaks about changes.`,
  );

  chapter(2, 'Alice opens a pull request');
  const { number, change } = await openPullRequest(stage);
  const first = checkOf(stage, change.sha);
  showCheck(first);
  expectThat(first.conclusion === 'failure', `the check should be red, and is ${first.conclusion}`);

  chapter(3, 'The remarks stand on the lines that cause them');
  const { comments } = stage.github.reviews;
  for (const comment of comments) showComment(comment);
  const said = [...comments.map(({ body }) => body), ...stage.github.reviews.bodies].join('\n');
  for (const { what, rules } of DEFECTS) {
    expectThat(
      rules.some((rule) => said.includes(rule)),
      `nobody remarks on ${what} (${rules.join(' or ')})`,
    );
  }

  chapter(4, 'Alice pushes a fix');
  const fix = await working(stage, 'pull_request', () =>
    stage.shop.push(BRANCH, join(here, 'fix'), 'Mend what Vigie found'),
  );
  tell(
    'A migration for the new table and column, the key moved to the settings, the copied routes gone, the queries moved to a service. The comments stay where they are and say what became of them:',
  );
  say();
  for (const comment of comments) {
    const [first = '', ...rest] = firstParagraph(comment);
    say(`  ${comment.path}:${comment.line}  ${first}`);
    for (const line of rest) say(`    ${line}`);
  }
  say();
  const second = checkOf(stage, fix.sha);
  showCheck(second);
  expectThat(second.conclusion === 'success', `the check should be green, and is ${second.conclusion}`);
  const open = comments.filter(({ body }) => !body.includes('<!-- vigie:v1 fixed -->'));
  expectThat(
    open.length === 0,
    `there are comments that do not say that their finding is gone: ${open.map(({ path, line }) => `${path}:${line}`).join(', ')}`,
  );

  chapter(5, 'Alice asks why');
  await askWhy(stage, number);
  say(paint('green', '✔ GitHub shows what it should.'));
}

async function openPullRequest(stage: Stage) {
  const change = await stage.shop.push(BRANCH, join(here, 'pull-request'), 'Add coupons');
  tell('"Add coupons": a new model, a new router, refunds. It works on her machine.');
  say();
  for (const path of change.paths) say(`  ${paint('green', '+')} ${path}`);
  say();
  const number = await working(stage, 'pull_request', () => stage.shop.openPullRequest(BRANCH, 'Add coupons'));
  tell('GitHub tells Vigie, which reads both sides through the API, runs no line of the code, and answers:');
  say();
  return { number, change };
}

async function askWhy(stage: Stage, number: number): Promise<void> {
  const comment = await working(stage, 'issue_comment', () =>
    stage.shop.comment(number, '/audit explain duplicate-route'),
  );
  panel(paint('bold', 'alice'), ['/audit explain duplicate-route']);
  const [reply] = await stage.shop.repliesAfter(number, comment);
  if (!reply) throw new Unexpected('the command has no answer');
  panel(
    `${paint('bold', reply.author)} ${stage.github.reactionsTo(comment).map(emoji).join(' ')}`,
    markdown(reply.body),
    'cyan',
  );
  expectThat(reply.body.includes('duplicate-route'), 'the answer does not explain the rule');
}

/** Does something that GitHub tells the App about, and waits until the App is done with it. */
async function working<T>(stage: Stage, event: string, act: () => Promise<T>): Promise<T> {
  const delivered = stage.github.webhooks.next(event);
  const result = await act();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Unexpected(`Vigie was not done with "${event}" after ${PATIENCE / 1000} s`)),
      PATIENCE,
    );
  });
  try {
    await Promise.race([delivered.then(() => stage.app.idle()), late]);
  } finally {
    clearTimeout(timer);
  }
  return result;
}

function checkOf(stage: Stage, sha: string): CheckRun {
  const run = stage.github.checks.of(sha);
  if (run?.status !== 'completed')
    throw new Unexpected(`the check of ${sha.slice(0, 7)} is ${run?.status ?? 'missing'}`);
  return run;
}

function showCheck(run: CheckRun): void {
  const green = run.conclusion === 'success';
  const mark = green ? paint('green', '✔') : paint('red', '✘');
  const title = `${mark} ${paint('bold', run.name)}  ${run.output.title}`;
  panel(title, markdown(run.output.summary), green ? 'green' : 'red');
}

function showComment(comment: ReviewComment): void {
  panel(
    paint('bold', `${comment.path}:${comment.line}`),
    [...hunk(comment.diff_hunk, 4), '', ...markdown(comment.body)],
    'yellow',
  );
  say();
}

function firstParagraph({ body }: ReviewComment): readonly string[] {
  const lines = markdown(body);
  const end = lines.indexOf('');
  return end === -1 ? lines : lines.slice(0, end);
}

const EMOJI: Readonly<Record<string, string>> = { eyes: '👀', rocket: '🚀', confused: '😕' };
const emoji = (content: string): string => EMOJI[content] ?? content;

function expectThat(condition: boolean, otherwise: string): void {
  if (!condition) throw new Unexpected(otherwise);
}

main().catch((error: unknown) => {
  const text =
    error instanceof Unexpected
      ? `The demonstration failed: ${error.message}.`
      : error instanceof Error
        ? error.stack
        : String(error);
  process.stderr.write(`\n${text}\n`);
  process.exitCode = 1;
});
