// Dates and times as people of one time zone read and write them. Pure: the same on every machine, whatever its own zone.

/** What a clock on the wall shows. `weekday` counts from Sunday = 0. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly weekday: number;
  /** Minutes that the zone is ahead of UTC. */
  readonly offset: number;
}

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/u;

/**
 * Epoch milliseconds of an ISO 8601 date or date-time, in `timeZone` unless it names an offset; a date alone is its
 * midnight. Undefined when the text is none, or one that does not exist.
 */
export function parseDate(text: string, timeZone: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = match;
  const reading = utcReading([year, month, day, hour, minute, second].map(Number));
  if (reading === undefined) return undefined;
  const milliseconds = Number(fraction.padEnd(3, '0'));
  if (offset === undefined) return inZone(reading, timeZone) + milliseconds;
  const shift = offsetMinutes(offset);
  return shift === undefined ? undefined : reading - shift * 60_000 + milliseconds;
}

/** What clocks of `timeZone` show at a moment in epoch milliseconds. */
export function wallClockAt(moment: number, timeZone: string): WallClock {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const [year, month, day, hour] = [read('year'), read('month'), read('day'), read('hour')];
  const [minute, second] = [read('minute'), read('second')];
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  const whole = Math.floor(moment / 1000) * 1000;
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    millisecond: moment - whole,
    weekday: new Date(shown).getUTCDay(),
    offset: Math.round((shown - whole) / 60_000),
  };
}

/** Making a formatter is slow, using one is not. As many as there are zones in use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}

/** The reading as if it were UTC; undefined for readings such as 30 February or 25:00. */
function utcReading(parts: readonly number[]): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const isSame =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  return isSame ? date.getTime() : undefined;
}

function offsetMinutes(offset: string): number | undefined {
  if (offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** A reading that clocks show twice is the first of both; one that they skip is the moment it would have been. */
function inZone(reading: number, timeZone: string): number {
  const day = 86_400_000;
  const ahead = (moment: number): number => wallClockAt(moment, timeZone).offset * 60_000;
  const before = reading - ahead(reading - day);
  const after = reading - ahead(reading + day);
  const shown = [before, after].filter((moment) => moment + ahead(moment) === reading);
  return shown.length === 0 ? before : Math.min(...shown);
}
