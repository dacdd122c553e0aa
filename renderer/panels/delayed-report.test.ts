import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DelayedReport } from './delayed-report.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 10_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function typing(initial: string) {
  const reports: string[] = [];
  let text = initial;
  const report = new DelayedReport(
    initial,
    () => text,
    (next) => reports.push(next),
  );
  return {
    report,
    reports,
    type(next: string) {
      text = next;
      report.changed();
    },
  };
}

test('the first key after a pause is reported at once, those that follow together', () => {
  const { type, reports } = typing('');
  type('a');
  type('ab');
  type('abc');
  expect(reports).toEqual(['a']);
  vi.advanceTimersByTime(40);
  expect(reports).toEqual(['a', 'abc']);
});

test('what waits is reported when the field is left, and not again', () => {
  const { type, report, reports } = typing('');
  type('a');
  type('ab');
  report.flush();
  vi.advanceTimersByTime(1000);
  expect(reports).toEqual(['a', 'ab']);
});

test('its own report is no news, a value from elsewhere is', () => {
  const { type, report } = typing('');
  type('a');
  type('ab');
  expect(report.isNews('a')).toBe(false);
  expect(report.isNews('')).toBe(true);
});
