import { expect, test } from 'vitest';
import { noReport, playwrightCounts, sum, summaryLine, vitestCounts } from './counts.ts';

const unit = { success: true, numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
const endToEnd = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 1 } };

test('the counts of both runners and of what could not run add up to one line', () => {
  const counts = sum([
    vitestCounts(unit, 0),
    playwrightCounts(endToEnd, 0),
    { passed: 0, failed: 0, skipped: 4 },
  ]);
  expect(summaryLine(counts)).toBe('9 passed, 0 failed, 7 skipped');
});

test('a run that failed without a failing test counts as a failure', () => {
  expect(vitestCounts({ ...unit, success: false }, 1).failed).toBe(1);
  expect(playwrightCounts(endToEnd, 1).failed).toBe(1);
  expect(noReport.failed).toBe(1);
});

test('a test that passed when tried again counts once, as passed', () => {
  expect(playwrightCounts({ stats: { ...endToEnd.stats, flaky: 1 } }, 0)).toMatchObject({
    passed: 3,
    failed: 0,
  });
});
