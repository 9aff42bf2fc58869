/** What a function reaches through the functions that it calls, services and repositories not entered. */
import type { Layer, Reach, Step, Use } from '../../model/reach.ts';
import { query } from '../db.ts';
import { functionKey, functionReach } from './function-reach.ts';

/** A helper of a helper of a helper: further away, nobody would call it the handler's own work. */
const MAX_DEPTH = 4;
const MAX_FUNCTIONS = 300;

const CLOSED: ReadonlySet<Layer> = new Set(['service', 'repository']);

/** Cost: the bodies of the functions that are entered, each read once for the whole project. */
export const reachOf = query<Reach>('reach', (db, key) => {
  const uses: Use[] = [];
  const services: Step[] = [];
  const calls: Step[] = [];
  const registries: Reach['registries'][number][] = [];
  const seen = new Set([key]);
  const visit = (at: string, chain: readonly Step[]): void => {
    const own = db.get(functionReach, at);
    uses.push(...own.uses.map((use) => ({ ...use, chain })));
    if (chain.length === 0) registries.push(...own.registries);
    for (const step of own.calls) {
      if (CLOSED.has(step.layer)) {
        services.push(step);
        continue;
      }
      calls.push(step);
      const next = functionKey(step.path, step.start);
      if (step.start < 0 || seen.has(next) || chain.length >= MAX_DEPTH || seen.size > MAX_FUNCTIONS) continue;
      seen.add(next);
      visit(next, [...chain, step]);
    }
  };
  visit(key, []);
  return { uses, services, calls, registries };
});
