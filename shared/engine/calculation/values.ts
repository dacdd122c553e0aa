// What expressions calculate with, and how plain values become such and plain again.
// Invariant: only own properties of plain data are reached.
import type { Json } from '#shared/util/json.ts';
import { parseDate, wallClockAt } from '#shared/util/zoned-date.ts';
import { wrong } from './parse.ts';

/** A moment, and the zone in which its day and hour are told. */
export class Moment {
  readonly at: number;
  readonly timeZone: string;
  /** Without a time of day. */
  readonly isDay: boolean;

  constructor(at: number, timeZone: string, isDay: boolean) {
    if (!Number.isFinite(at) || Math.abs(at) > 8e15) throw wrong('A date is too far away');
    this.at = at;
    this.timeZone = timeZone;
    this.isDay = isDay;
  }
}

/** So much of something, in the base unit of its dimension. */
export class Quantity {
  readonly amount: number;
  readonly unit: string;

  constructor(amount: number, unit: string) {
    this.amount = amount;
    this.unit = unit;
  }
}

export type Value = Json | Moment | Quantity;

const units: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  length: { m: 1, mm: 0.001, cm: 0.01, km: 1000, inch: 0.0254, ft: 0.3048, yd: 0.9144, mile: 1609.344 },
  mass: { g: 1, mg: 0.001, kg: 1000, t: 1e6, oz: 28.349523125, lb: 453.59237 },
  volume: { l: 1, ml: 0.001, m3: 1000, gal: 3.785411784, pint: 0.473176473 },
  area: { m2: 1, cm2: 1e-4, km2: 1e6, ha: 1e4, sqft: 0.09290304, acre: 4046.8564224 },
  time: { ms: 0.001, s: 1, min: 60, h: 3600, day: 86_400, week: 604_800 },
  speed: { mps: 1, kmh: 1 / 3.6, mph: 0.44704 },
  energy: { J: 1, kJ: 1000, Wh: 3600, kWh: 3.6e6, kcal: 4184 },
  data: { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
};
const otherNames: ReadonlyMap<string, string> = new Map([
  ['meter', 'm'],
  ['meters', 'm'],
  ['inches', 'inch'],
  ['feet', 'ft'],
  ['miles', 'mile'],
  ['mi', 'mile'],
  ['L', 'l'],
  ['liter', 'l'],
  ['liters', 'l'],
  ['second', 's'],
  ['seconds', 's'],
  ['minute', 'min'],
  ['minutes', 'min'],
  ['hour', 'h'],
  ['hours', 'h'],
  ['days', 'day'],
  ['weeks', 'week'],
]);
const temperatures: ReadonlySet<string> = new Set(['celsius', 'fahrenheit', 'kelvin']);

interface Unit {
  readonly name: string;
  readonly dimension: string;
  readonly toBase: (amount: number) => number;
  readonly fromBase: (amount: number) => number;
}

export function unitOf(name: string): Unit {
  const known = otherNames.get(name) ?? name;
  for (const [dimension, factors] of Object.entries(units)) {
    const factor = Object.hasOwn(factors, known) ? factors[known] : undefined;
    if (factor !== undefined) {
      return {
        name: known,
        dimension,
        toBase: (value) => value * factor,
        fromBase: (value) => value / factor,
      };
    }
  }
  if (temperatures.has(known)) {
    const [shift, factor] =
      known === 'celsius' ? [273.15, 1] : known === 'fahrenheit' ? [459.67, 5 / 9] : [0, 1];
    const toBase = (value: number): number => (value + shift) * factor;
    return { name: known, dimension: 'temperature', toBase, fromBase: (value) => value / factor - shift };
  }
  throw wrong(
    `“${name}” is not a unit`,
    `Use one of ${[...Object.values(units).flatMap(Object.keys), ...temperatures].join(', ')}.`,
  );
}

/** Numbers that arithmetic left with a last wrong digit, such as 0.30000000000000004. */
const tidy = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(14)));

export function numberOf(value: Value, what = 'This'): number {
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value.trim() : '';
  if (text !== '' && Number.isFinite(Number(text))) return Number(text);
  throw wrong(`${what} needs a number and got ${inWords(value)}`, 'Check the value before it is used.');
}

export function momentOf(value: Value, timeZone: string): Moment {
  if (value instanceof Moment) return value;
  const text = typeof value === 'string' ? value.trim() : '';
  const at = parseDate(text, timeZone);
  if (at !== undefined) return new Moment(at, timeZone, !/[T ]/u.test(text));
  throw wrong(`${inWords(value)} is not a date`, 'Write dates as 2026-12-24 or 2026-12-24T18:00.');
}

export function listOf(value: Value, what: string): readonly Json[] {
  if (isList(value)) return value;
  throw wrong(`${what} needs a list and got ${inWords(value)}`, 'Check the value before it is used.');
}

export const isList = (value: Value): value is readonly Json[] => Array.isArray(value);

export function textOf(value: Value): string {
  const plain = plainOf(value);
  return typeof plain === 'string' ? plain : plain === null ? '' : JSON.stringify(plain);
}

/** Dates as ISO 8601 with the offset of their zone, quantities with their unit. */
export function plainOf(value: Value): Json {
  if (value instanceof Quantity) {
    const unit = unitOf(value.unit);
    return `${tidy(unit.fromBase(value.amount))} ${unit.name}`;
  }
  if (value instanceof Moment) return isoOf(value);
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value))
    throw wrong('The result is too large', 'Check the values before they are used.');
  return tidy(value);
}

function isoOf({ at, timeZone, isDay }: Moment): string {
  const clock = wallClockAt(at, timeZone);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${String(clock.year).padStart(4, '0')}-${two(clock.month)}-${two(clock.day)}`;
  if (isDay) return day;
  const ahead = Math.abs(clock.offset);
  const offset = `${clock.offset < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  return `${day}T${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)}${offset}`;
}

export function inWords(value: Value): string {
  if (value === null) return 'nothing';
  if (value instanceof Moment) return 'a date';
  if (value instanceof Quantity) return `a value in ${value.unit}`;
  if (isList(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `“${String(value).slice(0, 40)}”`;
}
