// The functions that expressions can call. Each takes time in proportion to what it is given, and makes nothing larger than that.
import { assertNever } from '#shared/util/assert-never.ts';
import type { Json } from '#shared/util/json.ts';
import { parseDate, wallClockAt } from '#shared/util/zoned-date.ts';
import { formatDate } from '../templates/format-date.ts';
import { wrong } from './parse.ts';
import { inWords, isList, listOf, Moment, momentOf, numberOf, textOf, type Value } from './values.ts';

export interface CalculationClock {
  /** Epoch ms. */
  readonly now: number;
  readonly timeZone: string;
}

interface Callable {
  readonly least: number;
  readonly most: number;
  run(given: readonly Value[], clock: CalculationClock): Value;
}

const maxText = 20_000;
const mostArguments = 100;
const at = (given: readonly Value[], index: number): Value => given[index] ?? null;

const of = (least: number, most: number, run: Callable['run']): Callable => ({ least, most, run });
const math = (name: string, run: (value: number) => number): Callable =>
  of(1, 1, (given) => run(numberOf(at(given, 0), name)));
/** Of a list, or of what it is called with. */
const numbers = (name: string, run: (values: readonly number[]) => number): Callable =>
  of(1, mostArguments, (given) => {
    const first = at(given, 0);
    const values = (given.length === 1 && isList(first) ? first : given)
      .filter((value) => value !== null)
      .map((value) => numberOf(value, name));
    if (values.length === 0 && name !== 'sum')
      throw wrong(`${name} got nothing`, 'Check that the list is filled.');
    return run(values);
  });
const dated = (run: (date: Moment) => number): Callable =>
  of(1, 1, (given, { timeZone }) => run(momentOf(at(given, 0), timeZone)));
const moved = (unit: 'day' | 'month' | 'year'): Callable =>
  of(2, 2, (given, { timeZone }) =>
    shifted(momentOf(at(given, 0), timeZone), numberOf(at(given, 1), 'The date'), unit),
  );

const callables: Readonly<Record<string, Callable>> = {
  abs: math('abs', Math.abs),
  floor: math('floor', Math.floor),
  ceil: math('ceil', Math.ceil),
  sqrt: math('sqrt', Math.sqrt),
  exp: math('exp', Math.exp),
  ln: math('ln', Math.log),
  log10: math('log10', Math.log10),
  sin: math('sin', Math.sin),
  cos: math('cos', Math.cos),
  tan: math('tan', Math.tan),
  pow: of(2, 2, (given) => numberOf(at(given, 0), '^') ** numberOf(at(given, 1), '^')),
  mod: of(2, 2, (given) => {
    const [value, by] = [numberOf(at(given, 0), 'mod'), numberOf(at(given, 1), 'mod')];
    if (by === 0) throw wrong('mod divides by zero', 'Check the value before it is used.');
    return value - by * Math.floor(value / by);
  }),
  round: of(1, 2, (given) =>
    rounded(numberOf(at(given, 0), 'round'), given.length > 1 ? numberOf(at(given, 1), 'round') : 0),
  ),

  sum: numbers('sum', (values) => values.reduce((sum, value) => sum + value, 0)),
  average: numbers('average', (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  median: numbers('median', medianOf),
  min: numbers('min', (values) => values.reduce((one, other) => Math.min(one, other))),
  max: numbers('max', (values) => values.reduce((one, other) => Math.max(one, other))),
  count: of(1, 1, (given) => listOf(at(given, 0), 'count').length),
  first: of(1, 1, (given) => listOf(at(given, 0), 'first')[0] ?? null),
  last: of(1, 1, (given) => listOf(at(given, 0), 'last').at(-1) ?? null),
  item: of(2, 2, (given) => listOf(at(given, 0), 'item')[numberOf(at(given, 1), 'item') - 1] ?? null),
  join: of(1, 2, (given) =>
    bounded(
      listOf(at(given, 0), 'join')
        .map(textOf)
        .join(given.length > 1 ? words(given, 1) : ', '),
    ),
  ),
  contains: of(2, 2, (given) => {
    const where = at(given, 0);
    if (isList(where)) return where.some(sameAs(at(given, 1)));
    return words(given, 0).toLowerCase().includes(words(given, 1).toLowerCase());
  }),

  column: of(2, 2, (given) => {
    const name = words(given, 1);
    return listOf(at(given, 0), 'column').map((row) => memberOf(row, name));
  }),
  rows: of(3, 3, (given) => listOf(at(given, 0), 'rows').filter(rowWith(given))),
  lookup: of(4, 4, (given) => {
    const row = listOf(at(given, 0), 'lookup').find(rowWith(given));
    return row === undefined ? null : memberOf(row, words(given, 3));
  }),

  text: of(1, 1, (given) => words(given, 0)),
  number: of(1, 1, (given) => numberOf(at(given, 0), 'number')),
  concat: of(1, mostArguments, (given) => bounded(given.map(textOf).join(''))),
  upper: of(1, 1, (given) => words(given, 0).toUpperCase()),
  lower: of(1, 1, (given) => words(given, 0).toLowerCase()),
  trim: of(1, 1, (given) => words(given, 0).trim()),
  length: of(1, 1, (given) => words(given, 0).length),
  isEmpty: of(1, 1, (given) => {
    const value = at(given, 0);
    return (
      value === null ||
      (typeof value === 'string' && value.trim() === '') ||
      (isList(value) && value.length === 0)
    );
  }),

  now: of(0, 1, (given, { now, timeZone }) => new Moment(now, zoneOf(given, 0, timeZone), false)),
  today: of(0, 1, (given, { now, timeZone }) => dayOf(now, zoneOf(given, 0, timeZone))),
  date: of(1, 2, (given, { timeZone }) => momentOf(at(given, 0), zoneOf(given, 1, timeZone))),
  inZone: of(2, 2, (given, { timeZone }) => {
    const moment = momentOf(at(given, 0), timeZone);
    return new Moment(moment.at, zoneOf(given, 1, timeZone), false);
  }),
  addDays: moved('day'),
  addMonths: moved('month'),
  addYears: moved('year'),
  daysBetween: of(2, 2, (given, { timeZone }) => {
    const [from, to] = [momentOf(at(given, 0), timeZone), momentOf(at(given, 1), timeZone)];
    return dayNumber(to) - dayNumber(from);
  }),
  year: dated(({ at: moment, timeZone }) => wallClockAt(moment, timeZone).year),
  month: dated(({ at: moment, timeZone }) => wallClockAt(moment, timeZone).month),
  day: dated(({ at: moment, timeZone }) => wallClockAt(moment, timeZone).day),
  hour: dated(({ at: moment, timeZone }) => wallClockAt(moment, timeZone).hour),
  minute: dated(({ at: moment, timeZone }) => wallClockAt(moment, timeZone).minute),
  /** Monday is 1, Sunday 7. */
  weekday: dated(({ at: moment, timeZone }) => wallClockAt(moment, timeZone).weekday || 7),
  formatDate: of(2, 2, (given, { timeZone }) => {
    const moment = momentOf(at(given, 0), timeZone);
    return bounded(formatDate(moment.at, moment.timeZone, words(given, 1)));
  }),
};

/** `if` is one that only looks at what it needs. */
const functionNames: readonly string[] = [...Object.keys(callables), 'if'];

/** Throws CALCULATION_FAILED for a function that there is not, or another number of values than it takes. */
export function callableOf(name: string, given: number): Callable {
  const callable = Object.hasOwn(callables, name) ? callables[name] : undefined;
  if (callable === undefined)
    throw wrong(`There is no function “${name.slice(0, 40)}”`, `Use one of ${functionNames.join(', ')}.`);
  const { least, most } = callable;
  if (given < least || given > most) {
    throw wrong(`${name} takes ${least === most ? least : `${least} to ${most}`} values and got ${given}`);
  }
  return callable;
}

/** Only own members of plain data. */
export function memberOf(value: Value, name: string): Json {
  if (typeof value !== 'object' || value === null || isList(value)) return null;
  if (value instanceof Moment || !Object.hasOwn(value, name)) return null;
  const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
  return isJson(found) ? found : null;
}

/** Members of JSON are JSON. */
const isJson = (value: unknown): value is Json => value !== undefined && typeof value !== 'function';

/** Texts without regard to upper and lower case; a number equals its text. */
export const isSame = (left: Value, right: Value): boolean => sameAs(left)(right);

/** What is compared with many is looked at once. */
function sameAs(wanted: Value): (value: Value) => boolean {
  const one = textOf(wanted).trim().toLowerCase();
  const number = one === '' ? Number.NaN : Number(one);
  return (value) => {
    const other = textOf(value).trim().toLowerCase();
    return one === other || (other !== '' && Math.abs(number - Number(other)) <= Math.abs(number) * 1e-12);
  };
}

/** Rows of a table with a value in a column: `(table, column, value, …)`. */
function rowWith(given: readonly Value[]): (row: Json) => boolean {
  const [name, isWanted] = [words(given, 1), sameAs(at(given, 2))];
  return (row) => isWanted(memberOf(row, name));
}

const words = (given: readonly Value[], index: number): string => bounded(textOf(at(given, index)));

function rounded(value: number, digits: number): number {
  if (!Number.isInteger(digits) || Math.abs(digits) > 15) throw wrong('round keeps 0 to 15 digits');
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toPrecision(15).split('e');
  const whole = Math.round(Number(`${mantissa}e${Number(exponent) + digits}`));
  return Math.sign(value) * Number(`${whole}e${-digits}`);
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function bounded(text: string): string {
  if (text.length > maxText)
    throw wrong(`The text is longer than ${maxText} characters`, 'Join fewer values.');
  return text;
}

function zoneOf(given: readonly Value[], index: number, timeZone: string): string {
  if (given.length <= index) return timeZone;
  const zone = textOf(at(given, index));
  try {
    wallClockAt(0, zone);
    return zone;
  } catch {
    throw wrong(`${inWords(zone)} is not a time zone`, 'Write it as Europe/Berlin.');
  }
}

const two = (part: number): string => String(part).padStart(2, '0');

function dayOf(moment: number, timeZone: string): Moment {
  const { year, month, day } = wallClockAt(moment, timeZone);
  return momentOf(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`, timeZone);
}

const dayNumber = ({ at: moment, timeZone }: Moment): number => {
  const { year, month, day } = wallClockAt(moment, timeZone);
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
};

/** By the calendar: the same time of day, whatever clocks did meanwhile; the 31st becomes the last day of a shorter month. */
export function shifted(moment: Moment, count: number, unit: 'day' | 'month' | 'year'): Moment {
  if (!Number.isInteger(count) || Math.abs(count) > 1_000_000)
    throw wrong('Dates move by whole days, months or years');
  const { at: from, timeZone, isDay } = moment;
  const clock = wallClockAt(from, timeZone);
  const months =
    unit === 'day' ? 0 : unit === 'month' ? count : unit === 'year' ? count * 12 : assertNever(unit);
  const first = new Date(Date.UTC(clock.year, clock.month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const day = unit === 'day' ? clock.day + count : Math.min(clock.day, lastDay);
  const date = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day));
  const time = `${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)}`;
  const text = `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}T${time}`;
  const to = parseDate(text, timeZone);
  if (to === undefined) throw wrong('A date is too far away');
  return new Moment(to + clock.millisecond, timeZone, isDay);
}
