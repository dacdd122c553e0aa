// Compares run events with what a scenario expects, and says clearly where they part.
import type { JsonObject } from '#shared/util/json.ts';

/** A run event, or a line that tells of one. */
type Happened = { readonly type: string };

/**
 * Every event whose type is in `observed`, in order, must have the fields of its counterpart in `expected`.
 * Answers undefined when they match, else a diff: `-` is expected and did not happen, `+` happened and is not expected.
 */
export function matchEvents(
  expected: readonly JsonObject[],
  observed: readonly string[],
  events: readonly Happened[],
): string | undefined {
  const seen = events.filter(({ type }) => observed.includes(type));
  const isMatch = expected.length === seen.length && expected.every((part, at) => hasFields(seen[at], part));
  if (isMatch) return undefined;
  return `Events differ (- expected, + happened):\n${diff(expected, seen).join('\n')}`;
}

/** Whether `whole` has the fields of `part` with the same values; objects may have more keys, lists not more items. */
export function hasFields(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      whole.length === part.length &&
      part.every((item: unknown, index) => hasFields(whole[index], item))
    );
  }
  if (!isRecord(part)) return Object.is(whole, part);
  return (
    isRecord(whole) &&
    Object.entries(part).every(([key, value]) => Object.hasOwn(whole, key) && hasFields(whole[key], value))
  );
}

/** The longest common run of both lists with what is missing and what is too much between. */
function diff(expected: readonly JsonObject[], seen: readonly Happened[]): string[] {
  const common = commonLengths(expected, seen);
  const lines: string[] = [];
  let left = 0;
  let right = 0;
  while (left < expected.length || right < seen.length) {
    const part = expected[left];
    const event = seen[right];
    if (part !== undefined && event !== undefined && hasFields(event, part)) {
      lines.push(`  ${JSON.stringify(part)}`);
      left += 1;
      right += 1;
    } else if (part !== undefined && lengthAt(common, left + 1, right) >= lengthAt(common, left, right + 1)) {
      lines.push(`- ${JSON.stringify(part)}`);
      left += 1;
    } else {
      lines.push(`+ ${JSON.stringify(event)}`);
      right += 1;
    }
  }
  return lines;
}

/** `[left][right]`: how many events the rests of both lists from there have in common. */
function commonLengths(expected: readonly JsonObject[], seen: readonly Happened[]): number[][] {
  const lengths = Array.from({ length: expected.length + 1 }, () => Array<number>(seen.length + 1).fill(0));
  for (let left = expected.length - 1; left >= 0; left -= 1) {
    const row = lengths[left];
    if (row === undefined) continue;
    for (let right = seen.length - 1; right >= 0; right -= 1) {
      row[right] = hasFields(seen[right], expected[left])
        ? 1 + lengthAt(lengths, left + 1, right + 1)
        : Math.max(lengthAt(lengths, left + 1, right), lengthAt(lengths, left, right + 1));
    }
  }
  return lengths;
}

function lengthAt(lengths: readonly (readonly number[])[], left: number, right: number): number {
  return lengths[left]?.[right] ?? -1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
