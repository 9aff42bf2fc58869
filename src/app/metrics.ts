/** What an operator watches, in the format of Prometheus. INVARIANT: no label names a repository, a person or a path. */
import {
  AggregatorRegistry,
  Counter,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client';
import type { AuditPhase } from '../audit/audit.ts';

/** What one thread or process has counted, ready to be added to what another has. */
export type Counted = readonly MetricObjectWithValues<MetricValue<string>>[];

export interface Metrics {
  delivery(event: string, outcome: string): void;
  /** One attempt of a job ended. */
  job(kind: string, outcome: string, seconds: number): void;
  phase(phase: AuditPhase, seconds: number): void;
  request(method: string, status: number): void;
  /** What GitHub leaves an installation for this hour. */
  remaining(installation: number, requests: number): void;
  finding(rule: string, count: number): void;
  facts(found: number, missing: number): void;
  queue(load: QueueLoad): void;
  counted(): Promise<Counted>;
}

/** How much there is to do. */
export interface QueueLoad {
  readonly waiting: number;
  readonly running: number;
  /** Seconds that the oldest job waits for its turn. */
  readonly oldest: number;
}

/** Seconds: an audit takes from a tenth of one to minutes. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600];

export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `vigie_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `vigie_${name}`, help, labelNames, registers });
  const seconds = (name: string, help: string, labelNames: string[]) =>
    new Histogram({ name: `vigie_${name}`, help, labelNames, buckets: BUCKETS, registers });
  const deliveries = counter('deliveries_total', 'Webhooks that were answered', ['event', 'outcome']);
  const jobs = seconds('job_seconds', 'Attempts of jobs, by kind and outcome', ['kind', 'outcome']);
  const phases = seconds('audit_phase_seconds', 'Phases of audits', ['phase']);
  const requests = counter('github_requests_total', 'Requests to GitHub, by answer (0 = none)', ['method', 'status']);
  const left = gauge('github_requests_remaining', 'Requests that GitHub leaves this hour', ['installation']);
  const findings = counter('findings_total', 'New findings of published verdicts', ['rule']);
  const cached = counter('facts_total', 'Facts of files that were asked for: found in the cache or not', ['found']);
  const waiting = gauge('queue_waiting', 'Jobs that wait');
  const running = gauge('queue_running', 'Jobs that run');
  const oldest = gauge('queue_oldest_seconds', 'How long the oldest job waits');
  return {
    delivery: (event, outcome) => deliveries.inc({ event, outcome }),
    job: (kind, outcome, duration) => jobs.observe({ kind, outcome }, duration),
    phase: (phase, duration) => phases.observe({ phase }, duration),
    request: (method, status) => requests.inc({ method, status }),
    remaining: (installation, count) => left.set({ installation }, count),
    finding: (rule, count) => findings.inc({ rule }, count),
    facts(found, missing) {
      cached.inc({ found: 'yes' }, found);
      cached.inc({ found: 'no' }, missing);
    },
    queue(load) {
      waiting.set(load.waiting);
      running.set(load.running);
      oldest.set(load.oldest);
    },
    counted: async () => (await registers[0]?.getMetricsAsJSON()) ?? [],
  };
}

/** All of it together, as a scraper reads it. */
export async function renderMetrics(counted: readonly Counted[]): Promise<string> {
  return await AggregatorRegistry.aggregate(counted.map((each) => [...each])).metrics();
}

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;
