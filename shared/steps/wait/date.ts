// Dates as authors write them: ISO 8601, in the workspace's time zone unless they name an offset.

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/u;

/** Epoch milliseconds; undefined when the text is not a date or date-time that exists. A date alone is its midnight. */
export function parseDate(text: string, timeZone: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = match;
  const parts = [
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  ] as const;
  const wallClock = wallClockTime(...parts);
  if (wallClock === undefined) return undefined;
  const milliseconds = Number(fraction.padEnd(3, '0'));
  if (offset === undefined) return inZone(wallClock, timeZone) + milliseconds;
  const shift = offsetMinutes(offset);
  return shift === undefined ? undefined : wallClock - shift * 60_000 + milliseconds;
}

/** The wall clock's reading as if it were UTC, or undefined for readings such as 30 February or 25:00. */
function wallClockTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const isSame =
    date.getUTCFullYear() === year &&
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
function inZone(wallClock: number, timeZone: string): number {
  const day = 86_400_000;
  const before = wallClock - zoneOffset(wallClock - day, timeZone);
  const after = wallClock - zoneOffset(wallClock + day, timeZone);
  const shown = [before, after].filter((moment) => moment + zoneOffset(moment, timeZone) === wallClock);
  return shown.length === 0 ? before : Math.min(...shown);
}

/** Milliseconds that the zone's clocks are ahead of UTC at a moment. */
function zoneOffset(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return shown - moment;
}
