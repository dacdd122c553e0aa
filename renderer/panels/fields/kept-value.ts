// Values that can be a text, a number or yes/no: what they become when their type is changed.
// Invariant: pure; the type that is shown is that of the value.
import type { Json } from '#shared/util/json.ts';

export type ValueType = 'text' | 'number' | 'fact';

export function typeOfValue(value: Json | undefined): ValueType {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'fact' : 'text';
}

export function convertValue(value: Json | undefined, type: ValueType): string | number | boolean {
  const text =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value).trim()
      : '';
  if (type === 'number') {
    const number = Number(text.replace(',', '.'));
    return Number.isFinite(number) ? number : 0;
  }
  if (type === 'fact') return !['', '0', 'no', 'false'].includes(text.toLowerCase());
  if (value === true) return 'yes';
  return value === false ? 'no' : text;
}
