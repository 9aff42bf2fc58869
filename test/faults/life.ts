/** One life of an App: many teams work at once, in stages, while processes die; after each stage it gets to rest. */
import { setTimeout as pause } from 'node:timers/promises';
import { FakeGitHub } from '../world/fake-github.ts';
import { type Backend, Fleet } from './fleet.ts';
import { inspect, undelivered } from './inspect.ts';
import type { Oracle } from './oracle.ts';
import { type Random, seeded } from './random.ts';
import { Team } from './team.ts';
import { arm } from './weather.ts';

/** A job that ended its process three times is given up, so no stage ends more than two. */
const KILLS = 2;

/** A worker that is not heard of for eight seconds has lost its jobs. Milliseconds. */
const HALT = 10_000;

/** Where a process may be caught at work. */
const MOMENTS = [
  'checks/create',
  'git/get-tree',
  'pulls/list-files',
  'pulls/create-review',
  'checks/update',
  'issues/create-comment',
  'reactions/create-for-issue-comment',
];

export interface Plan {
  readonly backend: Backend;
  readonly seeds: readonly number[];
  readonly stages: number;
  /** A file for what the processes log. */
  readonly log?: string;
}

export interface Told {
  readonly violations: readonly string[];
  readonly kills: number;
  readonly halts: number;
  readonly faults: number;
  readonly deliveries: number;
  readonly redeliveries: number;
}

export async function live({ backend, seeds, stages, log }: Plan, oracle: Oracle): Promise<Told> {
  const github = await FakeGitHub.start(() => Date.now());
  const fleet = await Fleet.start(github, backend, log);
  const random = seeded((seeds[0] ?? 0) + 1_000_000);
  const people = seeds.map((seed) => {
    const own = seeded(seed);
    return { own, team: new Team(github, seed, own) };
  });
  const told = { kills: 0, halts: 0, faults: 0 };
  const violations: string[] = [];
  try {
    for (let stage = 0; stage < stages; stage += 1) {
      const calm = people.map(({ own, team }) => arm(github, team.repository.owner, own));
      const attack = assault(github, fleet, random, told);
      await Promise.all(people.map((one) => work(one, fleet)));
      await attack;
      await fleet.ready();
      await fleet.idle();
      told.faults += calm.reduce((sum, end) => sum + end(), 0);
      await askAgain(github, fleet);
    }
    for (const { team } of people) violations.push(...(await inspect(team, oracle)));
    const lost = undelivered(github);
    if (lost > 0) violations.push(`${lost} deliveries were never accepted`);
  } finally {
    await fleet.close();
  }
  await github.close().catch((error: unknown) => violations.push(String(error)));
  const deliveries = github.delivered.length;
  return {
    ...told,
    violations,
    deliveries,
    redeliveries: deliveries - new Set(github.delivered.map(({ id }) => id)).size,
  };
}

async function work({ own, team }: { readonly own: Random; readonly team: Team }, fleet: Fleet): Promise<void> {
  for (let left = 1 + own.int(3); left > 0; left -= 1) {
    await pause(own.int(3_000));
    fleet.route(own.int(2));
    await team.act();
  }
}

async function assault(
  github: FakeGitHub,
  fleet: Fleet,
  random: Random,
  told: { kills: number; halts: number },
): Promise<void> {
  for (let left = 1 + random.int(KILLS); left > 0; left -= 1) {
    const member = random.pick(fleet.members);
    if (member.url === null && random.chance(0.3)) {
      await fleet.halt(member, HALT);
      told.halts += 1;
      continue;
    }
    await pause(random.int(4_000));
    const hold = random.chance(0.7) ? github.hold(random.pick(MOMENTS)) : null;
    if (hold !== null) await Promise.race([hold.reached, pause(6_000)]);
    await fleet.kill(member);
    told.kills += 1;
    hold?.release();
    await fleet.ready();
  }
}

/** What was sent while nobody listened is asked for by the sweep, which somebody who lets the App in again begins. */
async function askAgain(github: FakeGitHub, fleet: Fleet): Promise<void> {
  const [repository] = [...(github.installations[0]?.repositories ?? [])].flatMap(
    (name) => github.repositoryNamed(name) ?? [],
  );
  if (repository === undefined) throw new Error('nobody has installed the App');
  fleet.route(0);
  for (let tries = 0; tries < 3 && undelivered(github) > 0; tries += 1) {
    await github.unsuspend(repository);
    await fleet.idle();
  }
}
