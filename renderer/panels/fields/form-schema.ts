// What the generated form asks of a settings schema besides its fields (`#shared/model/form-fields.ts`): what they take, and new items of lists.
// Invariants: pure; a field without form metadata is not shown.
import { z } from 'zod';
import {
  type AnySchema,
  defaultOf,
  fieldsOf,
  type FormField,
  itemSchemaOf,
} from '#shared/model/form-fields.ts';
import { type Json, type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import { newId } from '../../state/new-id.ts';

export const allowsNull = (schema: AnySchema): boolean => z.safeParse(schema, null).success;

/** Whether a setting takes a text, a number or yes/no alike. */
export function takesAnyPlain(schema: AnySchema): boolean {
  return ['', 0, true].every((value) => z.safeParse(schema, value).success);
}

/** Whether a field is one of a list's item, where there is less room: `options.0.label`. */
export const isInItem = (path: string): boolean => path.split('.').length > 2;

/** Whether a list of so many items may hold no more. */
export function isFull(schema: AnySchema, count: number): boolean {
  const { error } = z.safeParse(
    schema,
    Array.from({ length: count + 1 }, () => null),
  );
  return error?.issues.some(({ code, path }) => code === 'too_big' && path.length === 0) === true;
}

const rowInputs: ReadonlySet<string> = new Set(['text', 'template']);

/** The field of items that have no other, and fit in a row. */
export function onlyFieldOf(schema: z.ZodObject): FormField | undefined {
  const shown = fieldsOf(schema).filter(({ meta }) => meta.input !== 'hidden');
  return shown.length === 1 ? shown.find(({ meta }) => rowInputs.has(meta.input)) : undefined;
}

/** A new item with defaults, and an id of its own where items have one. */
export function newItem(schema: z.ZodObject, itemName: string): JsonObject {
  const item: Record<string, Json> = {};
  for (const field of fieldsOf(schema)) {
    if (field.meta.input === 'hidden') item[field.name] = newId(itemName.replaceAll(/[^a-z]/gi, ''));
    else item[field.name] = defaultOf(field.schema) ?? '';
  }
  return item;
}

/** A copy of an item, with ids of its own down to the innermost list. */
export function withNewIds(schema: z.ZodObject, item: JsonObject, itemName: string): JsonObject {
  const copy: Record<string, Json> = { ...item };
  for (const { name, meta, schema: fieldSchema } of fieldsOf(schema)) {
    const value = copy[name];
    const inner = itemSchemaOf(fieldSchema);
    if (meta.input === 'hidden') copy[name] = newId(itemName.replaceAll(/[^a-z]/gi, ''));
    else if (inner !== undefined && Array.isArray(value)) {
      copy[name] = z
        .array(jsonObjectSchema)
        .parse(value)
        .map((one) => withNewIds(inner, one, meta.itemName ?? 'item'));
    }
  }
  return copy;
}
