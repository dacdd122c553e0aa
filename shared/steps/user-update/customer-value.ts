// What can be kept about a customer: addresses that are addresses, attributes of their type.
import { z } from 'zod';
import type { Json } from '#shared/util/json.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { limits } from '#shared/model/limits.ts';

export type AttributeType = 'string' | 'number' | 'boolean';
export type AttributeValue = string | number | boolean | null;

const emailSchema = z.email().max(320);

export const isEmail = (text: string): boolean => emailSchema.safeParse(text).success;

/** The value as its type; nothing stays nothing. Undefined when it does not fit. */
export function typedValue(value: Json, type: AttributeType): AttributeValue | undefined {
  if (value === null) return null;
  if (typeof value === 'object') return undefined;
  const text = String(value).trim();
  switch (type) {
    case 'string':
      return String(value).length <= limits.text ? String(value) : undefined;
    case 'number': {
      const number = text === '' || typeof value === 'boolean' ? Number.NaN : Number(text);
      return Number.isFinite(number) ? number : undefined;
    }
    case 'boolean':
      if (['true', 'yes'].includes(text.toLowerCase())) return true;
      return ['false', 'no'].includes(text.toLowerCase()) ? false : undefined;
    default:
      return assertNever(type);
  }
}
