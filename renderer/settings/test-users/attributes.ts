// What a customer is known by, as rows that an author writes: names, types, values. Pure.
// Invariants: the order of rows stays; a date is kept as the text `2026-01-31`, as templates and code read it.
import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import type { TestUser } from '#shared/model/entities/test-user.ts';

export type Attributes = TestUser['attrs'];
export type AttributeValue = Attributes[string];

export const attributeTypes = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'date', label: 'Date' },
  { value: 'empty', label: 'Empty' },
] as const;
export type AttributeType = (typeof attributeTypes)[number]['value'];

export function typeOf(value: AttributeValue): AttributeType {
  if (value === null) return 'empty';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return /^\d{4}-\d{2}-\d{2}$/u.test(value) ? 'date' : 'text';
}

/** A value in another type, as near to what it was as can be; `today` is what a date begins with. */
export function toType(value: AttributeValue, type: AttributeType, today: string): AttributeValue {
  switch (type) {
    case 'empty':
      return null;
    case 'number':
      return Number.isFinite(Number(value)) ? Number(value) : 0;
    case 'boolean':
      return value === true || value === 'true' || value === 'yes';
    case 'date':
      return today;
    case 'text':
      return value === null || typeOf(value) === 'date' ? '' : String(value);
    default:
      return type satisfies never;
  }
}

export function changeValue(attributes: Attributes, name: string, value: AttributeValue): Attributes {
  return { ...attributes, [name]: value };
}

export function rename(attributes: Attributes, name: string, next: string): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([each, value]) => [each === name ? next : each, value]),
  );
}

export function remove(attributes: Attributes, name: string): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([each]) => each !== name));
}

export function addOne(attributes: Attributes): Attributes {
  let name = 'attribute';
  for (let number = 2; Object.hasOwn(attributes, name); number += 1) name = `attribute_${number}`;
  return { ...attributes, [name]: '' };
}

/** Why an attribute cannot be called so; null when it can. */
export function nameProblem(attributes: Attributes, name: string, next: string): string | null {
  if (next === name) return null;
  if (Object.hasOwn(attributes, next)) return 'Another attribute has this name.';
  return isArgsName(next) ? null : argsNameAdvice;
}
