import type { Json } from '#shared/util/json.ts';
import { shorten } from '#shared/model/words.ts';

/** A value in one short line, as a person would read it. */
export function sampleText(value: Json): string {
  if (typeof value === 'string') return shorten(value.replaceAll(/\s+/gu, ' '), 40);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value.length === 1 ? 'a list with 1 entry' : `a list with ${value.length} entries`;
  if (typeof value === 'object' && value !== null) return shorten(JSON.stringify(value), 40);
  return String(value);
}
