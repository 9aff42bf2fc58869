/** Decisions in memory, for as long as the process lives. */
import type { DecisionStore, PullRef } from '../../src/audit/ports.ts';
import type { Decision } from '../../src/model/decision.ts';

export function memoryDecisionStore(): DecisionStore {
  const logs = new Map<string, Map<string, Decision>>();
  const logOf = ({ repository, number }: PullRef): Map<string, Decision> => {
    const key = `${repository}#${number}`;
    const log = logs.get(key) ?? new Map<string, Decision>();
    logs.set(key, log);
    return log;
  };
  return {
    list: async (pull) => [...logOf(pull).values()],
    async add(pull, decision) {
      const log = logOf(pull);
      if (!log.has(decision.id)) log.set(decision.id, decision);
    },
  };
}
