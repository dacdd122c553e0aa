const units: readonly { readonly unit: Intl.RelativeTimeFormatUnit; readonly ms: number }[] = [
  { unit: 'year', ms: 365 * 24 * 3_600_000 },
  { unit: 'month', ms: 30 * 24 * 3_600_000 },
  { unit: 'day', ms: 24 * 3_600_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
];

const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** How long ago something was, in its largest whole unit: "3 hours ago", "just now". */
export function timeAgo(then: number, now: number): string {
  for (const { unit, ms } of units) {
    const count = Math.floor((now - then) / ms);
    if (count >= 1) return format.format(-count, unit);
  }
  return 'just now';
}
