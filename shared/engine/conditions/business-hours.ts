// Business hours: when people of the workspace answer. Times are of the workspace's time zone.
import { type Workspace, weekdays } from '#shared/model/entities/workspace.ts';
import { wallClockAt } from '#shared/util/zoned-date.ts';

/**
 * Whether a moment (epoch ms) lies within business hours: `from` counts, `to` does not. Hours that end before they
 * begin go on past midnight; `to` 00:00 is the end of the day. No hours at all = always open.
 */
export function isBusinessTime(
  { businessHours, timeZone }: Pick<Workspace, 'businessHours' | 'timeZone'>,
  moment: number,
): boolean {
  if (businessHours.length === 0) return true;
  const clock = wallClockAt(moment, timeZone);
  const time = clock.hour * 60 + clock.minute;
  const today = (clock.weekday + 6) % 7;
  return businessHours.some(({ day, from, to }) => {
    const opened = weekdays.indexOf(day);
    const [begin, end] = [minutes(from), minutes(to)];
    if (begin < end) return opened === today && time >= begin && time < end;
    if (opened === today) return time >= begin;
    return (opened + 1) % 7 === today && time < end;
  });
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
