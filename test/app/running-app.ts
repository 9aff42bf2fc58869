/** The App, started in this process, talking to a GitHub in memory. Its one rule dislikes functions named `bad…`. */
import { WEBHOOK_PATH } from '../../src/app/http.ts';
import { createLog, type Logger } from '../../src/app/log.ts';
import { type InMemory, type RunningApp, serve } from '../../src/app/server.ts';
import type { Stores } from '../../src/app/stores.ts';
import { mergeTasks } from '../../src/app/task.ts';
import type { Clock } from '../../src/audit/ports.ts';
import type { CatalogueEntry } from '../../src/rulekit/catalogue.ts';
import { defineFileRule, placeIn } from '../../src/rulekit/index.ts';
import { memoryFactStore } from '../../src/store/memory-fact-store.ts';
import { FakeGitHub } from '../world/fake-github.ts';
import { memoryAnalysisStore } from '../world/memory-analysis-store.ts';
import { memoryAuditStore } from '../world/memory-audit-store.ts';
import { memoryDecisionStore } from '../world/memory-decision-store.ts';
import { memoryLanes } from '../world/memory-lanes.ts';
import { memoryOpenChecks } from '../world/memory-open-checks.ts';

const text = (words: string) => ({ en: words, fr: words });

const badName: CatalogueEntry = {
  meta: {
    id: 'bad-name',
    axis: 'correctness',
    severity: 'major',
    confidence: 'high',
    stage: 'stable',
    title: text('Bad name'),
    message: text('`{name}` has a bad name.'),
    remedy: text('Choose a better one.'),
    variants: {},
    related: {},
    options: {},
    help: text('Names matter.'),
  },
  rule: defineFileRule(({ file }) =>
    (file.facts.python?.body ?? []).flatMap((statement) =>
      statement.k === 'def' && statement.name.startsWith('bad')
        ? [{ at: placeIn(file, statement.head), subject: statement.name, symbol: '', values: { name: statement.name } }]
        : [],
    ),
  ),
};

export interface World {
  readonly github: FakeGitHub;
  readonly app: RunningApp;
  /** Lines that the App logged. */
  readonly log: readonly string[];
  /** How long the App paused, in milliseconds, without anybody waiting for it. */
  readonly pauses: readonly number[];
  close(): Promise<void>;
}

export interface WorldOptions extends Partial<Stores> {
  readonly catalogue?: readonly CatalogueEntry[];
  readonly log?: Logger;
}

/** An App without database and thread. */
export function inMemory(
  clock: Clock,
  { catalogue, facts, analyses, decisions, audits, openChecks }: WorldOptions = {},
): InMemory {
  return {
    lanes: (onReady) => memoryLanes(clock, mergeTasks, onReady),
    stores: {
      facts: facts ?? memoryFactStore(),
      analyses: analyses ?? memoryAnalysisStore(),
      decisions: decisions ?? memoryDecisionStore(),
      audits: audits ?? memoryAuditStore(),
      openChecks: openChecks ?? memoryOpenChecks(),
    },
    clock,
    ...(catalogue ? { catalogue } : {}),
  };
}

export async function startWorld(options: WorldOptions = {}, given?: FakeGitHub): Promise<World> {
  const github = given ?? (await FakeGitHub.start());
  const log: string[] = [];
  const pauses: number[] = [];
  const clock = {
    now: () => github.now(),
    sleep: async (milliseconds: number) => {
      pauses.push(milliseconds);
    },
  };
  const app = await serve(
    {
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.credentials.privateKey,
      WEBHOOK_SECRET: github.credentials.webhookSecret,
      PORT: '0',
      HOST: '127.0.0.1',
    },
    {
      baseUrl: github.url,
      spacing: 0,
      log: options.log ?? createLog('debug', { write: (line: string) => void log.push(line) }),
      inMemory: inMemory(clock, { catalogue: [badName], ...options }),
    },
  );
  github.webhookUrl = `${app.url}${WEBHOOK_PATH}`;
  return {
    github,
    app,
    log,
    pauses,
    async close() {
      await app.close();
      await github.close();
    },
  };
}

/** Python with one function for each name. */
export function functions(...names: string[]): string {
  return names.map((name) => `def ${name}():\n    return 1\n\n\n`).join('');
}
