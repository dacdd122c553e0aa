import { expect, test } from 'vitest';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { calculate, expressionProblem, namesIn } from './calculate.ts';

const noon = Date.UTC(2026, 0, 5, 12);
const result = (source: string, values: JsonObject = {}): Json =>
  calculate(source, { values, now: noon, timeZone: 'Europe/Berlin' });

test.each<[string, Json]>([
  ['1 + 2 * 3 ^ 2', 19],
  ['-2 ^ 2', -4],
  ['0.1 + 0.2', 0.3],
  ['200 * 19%', 38],
  ['round(2.345, 2)', 2.35],
  ['round(1.005 * 100) / 100', 1.01],
  ['round(-1.5)', -2],
  ['10 / 4 = 2.5 and not (1 > 2)', true],
  ['if(3 > 2, "more", 1 / 0)', 'more'],
  ['1 < 2 ? "a" : "b"', 'a'],
  ['mod(-1, 3)', 2],
  ['average([1, 2, 6]) + median(5, 1, 3, 2)', 5.5],
  ['concat("a", 1, true)', 'a1true'],
])('%s is %j', (source, wanted) => {
  expect(result(source)).toBe(wanted);
});

test.each<[string, Json]>([
  ['5 mile to km', 8.04672],
  ['20 celsius to fahrenheit', 68],
  ['2 h + 30 min', '2.5 h'],
  ['3 * 2 kg', '6 kg'],
  ['10 km / 4 km', 2.5],
  ['1 GB > 999 MB', true],
])('units: %s is %j', (source, wanted) => {
  expect(result(source)).toBe(wanted);
});

test.each<[string, Json]>([
  ['today()', '2026-01-05'],
  ['now()', '2026-01-05T13:00:00+01:00'],
  ['today() + 2 weeks', '2026-01-19'],
  ['date("2026-12-24") - today() to day', 353],
  ['addMonths("2026-01-31", 1)', '2026-02-28'],
  ['addDays(date("2026-03-28T12:00"), 1)', '2026-03-29T12:00:00+02:00'],
  ['daysBetween("2026-03-28", "2026-03-30")', 2],
  ['inZone(date("2026-07-01T12:00"), "America/New_York")', '2026-07-01T06:00:00-04:00'],
  ['weekday("2026-01-05")', 1],
  ['date("2026-01-05") = today()', true],
  ['formatDate("2026-01-05", "%d.%m.%Y")', '05.01.2026'],
])('dates: %s is %j', (source, wanted) => {
  expect(result(source)).toBe(wanted);
});

test('names are values, tables are lists of objects', () => {
  const items = [
    { code: 'A', price: 10, count: 2 },
    { code: 'B', price: '5.5', count: 1 },
  ];
  const values = { items, discount: '10', customer: { plan: 'Pro' } };
  expect(result('sum(column(items, "price")) * (1 - discount / 100)', values)).toBe(13.95);
  expect(result('lookup(items, "code", "b", "price")', values)).toBe('5.5');
  expect(result('count(rows(items, "count", 1))', values)).toBe(1);
  expect(result('customer.plan = "pro"', values)).toBe(true);
  expect(result('isEmpty(customer.missing)', values)).toBe(true);
});

test.each([
  ['price *', 'ends too early'],
  ['nothing(1)', 'no function'],
  ['1 / 0', 'divides by zero'],
  ['price', 'no value “price”'],
  ['5 parsec', 'not a unit'],
  ['5 km + 3 kg', 'do not go together'],
  ['"a" + 1', 'needs a number'],
  ['date("soon")', 'not a date'],
  ['{{args.price}}', 'Names are written'],
  ['9 ^ 999', 'too large'],
  ['round(1)(2)', 'too much here'],
])('%s fails and says why', (source, why) => {
  expect(() => result(source)).toThrow(expect.objectContaining({ code: 'CALCULATION_FAILED' }));
  expect(() => result(source)).toThrow(why);
});

test('what is wrong whatever the values is found without them', () => {
  expect(expressionProblem('round(price, 2)')).toBeUndefined();
  expect(expressionProblem('if(price > 1, rund(price), 0)')).toContain('rund');
  expect(expressionProblem('price to furlong')).toContain('furlong');
  expect([...namesIn('round(price * count(items), 2)')].toSorted()).toEqual(['items', 'price']);
});
