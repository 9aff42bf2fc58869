/** Which check-runs are under way, for as long as the process lives. */
import type { OpenChecks, PullRef } from '../../src/audit/ports.ts';

export function memoryOpenChecks(): OpenChecks {
  const open = new Map<string, Set<string>>();
  const headsOf = ({ repository, number }: PullRef): Set<string> => {
    const key = `${repository}#${number}`;
    const heads = open.get(key) ?? new Set<string>();
    open.set(key, heads);
    return heads;
  };
  return {
    list: async (pull) => [...headsOf(pull)],
    add: async (pull, head) => void headsOf(pull).add(head),
    remove: async (pull, head) => void headsOf(pull).delete(head),
  };
}
