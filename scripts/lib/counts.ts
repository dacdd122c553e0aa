// Adds up what test runners report. Invariant: a run that failed without naming a test still counts as one failure.
import { z } from 'zod';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

export function vitestCounts(report: unknown, exitCode: number): Counts {
  const read = vitestReport.parse(report);
  const failed = read.numFailedTests;
  return {
    passed: read.numPassedTests,
    failed: failed === 0 && (exitCode !== 0 || !read.success) ? 1 : failed,
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

export function playwrightCounts(report: unknown, exitCode: number): Counts {
  const { stats } = playwrightReport.parse(report);
  const failed = stats.unexpected;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}

/** A runner that left no report: it counts as one failure. */
export const noReport: Counts = { passed: 0, failed: 1, skipped: 0 };

export function sum(counts: readonly Counts[]): Counts {
  const total = (key: keyof Counts): number => counts.reduce((so, each) => so + each[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
