// What a runtime counts, for Prometheus. Invariant: labels have few values and no personal data.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CommitStatistics } from '../storage/group-commit.ts';

export interface Metrics {
  readonly registry: Registry;
  turn(outcome: string, seconds: number): void;
  commit(statistics: CommitStatistics): void;
  request(method: string, status: number, seconds: number): void;
  failed(code: string): void;
  streams(change: 1 | -1): void;
}

interface Measured {
  readonly pending: () => number;
  readonly inMemory: () => number;
  readonly runners: () => Readonly<Record<string, number>>;
}

const seconds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(measured: Measured): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'dialogram_' });
  const turns = new Histogram({
    name: 'dialogram_turn_seconds',
    help: 'From the beginning of a turn until it is stored.',
    labelNames: ['outcome'] as const,
    buckets: seconds,
    registers,
  });
  const commits = new Histogram({
    name: 'dialogram_commit_seconds',
    help: 'Batches of writes, until they are on the disk.',
    buckets: seconds,
    registers,
  });
  const writes = new Counter({ name: 'dialogram_writes_total', help: 'Writes in them.', registers });
  const failures = new Counter({
    name: 'dialogram_commit_failures_total',
    help: 'Batches that came to nothing.',
    registers,
  });
  const requests = new Histogram({
    name: 'dialogram_http_seconds',
    help: 'Requests.',
    labelNames: ['method', 'status'] as const,
    buckets: seconds,
    registers,
  });
  const errors = new Counter({
    name: 'dialogram_turn_errors_total',
    help: 'Turns that are tried again, by what stopped them.',
    labelNames: ['code'] as const,
    registers,
  });
  const open = new Gauge({ name: 'dialogram_streams', help: 'Open event streams.', registers });
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('dialogram_pending_triggers', 'Accepted, and not done yet.', measured.pending);
  gauge('dialogram_conversations_in_memory', 'Conversations in memory.', measured.inMemory);
  const runners = new Gauge({
    name: 'dialogram_runners',
    help: 'Processes of code steps, by state.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      for (const [state, count] of Object.entries(measured.runners())) runners.set({ state }, count);
    },
  });
  return {
    registry,
    turn: (outcome, took) => turns.observe({ outcome }, took),
    commit: (statistics) => {
      commits.observe(statistics.seconds);
      writes.inc(statistics.writes);
      if (statistics.isFailed) failures.inc();
    },
    request: (method, status, took) => requests.observe({ method, status }, took),
    failed: (code) => errors.inc({ code }),
    streams: (change) => open.inc(change),
  };
}
