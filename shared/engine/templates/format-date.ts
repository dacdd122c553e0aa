// The `date` filter: moments in the workspace's time zone, in the format language of Liquid (strftime), in English.
// Invariant: the same on every machine; nothing reads the machine's clock or zone.
import { parseDate, type WallClock, wallClockAt } from '#shared/util/zoned-date.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** Epoch ms of what authors write as a date: `now`, seconds since 1970, ISO 8601, or a text that names its zone. */
export function readMoment(value: unknown, now: number, timeZone: string): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value * 1000 : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === 'now' || text === 'today') return now;
  if (/^\d{1,12}$/u.test(text)) return Number(text) * 1000;
  const parsed = parseDate(text, timeZone);
  if (parsed !== undefined || text.length > 100 || !/(?:Z|GMT|UTC|[+-]\d{2}:?\d{2})$/u.test(text))
    return parsed;
  const named = Date.parse(text);
  return Number.isNaN(named) ? undefined : named;
}

/** `%`, flags (`-` no padding, `^` upper case), colons, and a letter. Unknown letters stay as they are. */
export function formatDate(moment: number, timeZone: string, format: string): string {
  if (Math.abs(moment) > 8.64e15) return '';
  const clock = wallClockAt(moment, timeZone);
  return format.replaceAll(
    /%([-^]*)(:*)([A-Za-z%])/gu,
    (whole: string, flags: string, colons: string, letter: string) => {
      const text = colons === '' ? directive(letter, clock, moment, timeZone) : offset(clock, ':');
      if (text === undefined) return whole;
      const unpadded = flags.includes('-') ? text.replace(/^[0 ]+(?=\d)/u, '') : text;
      return flags.includes('^') ? unpadded.toUpperCase() : unpadded;
    },
  );
}

function directive(letter: string, clock: WallClock, moment: number, timeZone: string): string | undefined {
  const again = (format: string): string => formatDate(moment, timeZone, format);
  const weekday = weekdays[clock.weekday] ?? '';
  const month = months[clock.month - 1] ?? '';
  const hour12 = clock.hour % 12 === 0 ? 12 : clock.hour % 12;
  switch (letter) {
    case '%':
      return '%';
    case 'a':
      return weekday.slice(0, 3);
    case 'A':
      return weekday;
    case 'b':
    case 'h':
      return month.slice(0, 3);
    case 'B':
      return month;
    case 'C':
      return pad(Math.floor(clock.year / 100));
    case 'c':
      return again('%a %b %e %T %Y');
    case 'd':
      return pad(clock.day);
    case 'D':
    case 'x':
      return again('%m/%d/%y');
    case 'e':
      return pad(clock.day, 2, ' ');
    case 'F':
      return again('%Y-%m-%d');
    case 'H':
      return pad(clock.hour);
    case 'I':
      return pad(hour12);
    case 'j':
      return pad(dayOfYear(clock), 3);
    case 'k':
      return pad(clock.hour, 2, ' ');
    case 'l':
      return pad(hour12, 2, ' ');
    case 'L':
      return pad(clock.millisecond, 3);
    case 'm':
      return pad(clock.month);
    case 'M':
      return pad(clock.minute);
    case 'p':
      return clock.hour < 12 ? 'AM' : 'PM';
    case 'P':
      return clock.hour < 12 ? 'am' : 'pm';
    case 'q':
      return ordinal(clock.day);
    case 'r':
      return again('%I:%M:%S %p');
    case 'R':
      return again('%H:%M');
    case 's':
      return String(Math.floor(moment / 1000));
    case 'S':
      return pad(clock.second);
    case 'T':
    case 'X':
      return again('%H:%M:%S');
    case 'u':
      return String(clock.weekday === 0 ? 7 : clock.weekday);
    case 'w':
      return String(clock.weekday);
    case 'y':
      return pad(clock.year % 100);
    case 'Y':
      return String(clock.year);
    case 'z':
      return offset(clock, '');
    case 'Z':
      return timeZone;
    default:
      return undefined;
  }
}

function pad(value: number, length = 2, filler = '0'): string {
  return String(value).padStart(length, filler);
}

function offset({ offset: minutes }: WallClock, separator: string): string {
  const ahead = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(ahead / 60))}${separator}${pad(ahead % 60)}`;
}

function dayOfYear({ year, month, day }: WallClock): number {
  return Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}
