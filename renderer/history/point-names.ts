// Points of the history as choices of a list, and days and times as people say them.
import type { HistoryEntry, HistoryPoint, Version } from '#shared/ipc/views.ts';

/** A point as the value of a choice. */
export function keyOf(point: HistoryPoint): string {
  if (point === 'now') return 'now';
  return 'rev' in point ? `rev ${point.rev}` : `version ${point.versionId}`;
}

export function pointOf(key: string): HistoryPoint {
  const [kind, value = ''] = key.split(' ');
  if (kind === 'version') return { versionId: value };
  return kind === 'rev' ? { rev: Number(value) } : 'now';
}

interface ChoiceGroup {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** Every point that can be compared, with the compared ones themselves. */
export function pointChoices(
  entries: readonly HistoryEntry[],
  versions: readonly Version[],
  hasMore: boolean,
  compared: readonly HistoryPoint[],
): ChoiceGroup[] {
  const changes = entries.map(({ rev, label, at }) => ({
    value: `rev ${rev}`,
    label: `${label} · ${dayOf(at)}, ${timeOf(at)}`,
  }));
  const beginning = { value: 'rev 0', label: 'The beginning' };
  const known = new Set(changes.map(({ value }) => value));
  const missing = compared
    .filter((point) => point !== 'now' && 'rev' in point && point.rev !== 0)
    .map(keyOf)
    .filter((key) => !known.has(key))
    .map((value) => ({ value, label: 'An earlier state' }));
  const wantsBeginning = !hasMore || compared.some((point) => keyOf(point) === beginning.value);
  return [
    { group: 'Now', items: [{ value: 'now', label: 'Now' }] },
    {
      group: 'Versions',
      items: versions.map(({ id, name }) => ({ value: `version ${id}`, label: name })),
    },
    { group: 'After the change', items: [...changes, ...missing, ...(wantsBeginning ? [beginning] : [])] },
  ].filter(({ items }) => items.length > 0);
}

const day = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const dayWithYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export const timeOf = (at: number): string => time.format(at);

/** "Today", "Yesterday", "Tuesday, March 4", "March 4, 2023". */
export function dayOf(at: number, now = Date.now()): string {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (at >= midnight) return 'Today';
  if (at >= new Date(midnight - 12 * 3_600_000).setHours(0, 0, 0, 0)) return 'Yesterday';
  return (now - at < 300 * 24 * 3_600_000 ? day : dayWithYear).format(at);
}
