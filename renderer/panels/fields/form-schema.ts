// Reads a settings schema for the generated form: its fields, what they start with, and new items of lists.
// Invariants: pure; a field without form metadata is not shown.
import { z } from 'zod';
import { type FieldMeta, fieldRegistry } from '#shared/model/field.ts';
import { type Json, type JsonObject, jsonSchema } from '#shared/util/json.ts';
import { newId } from '../../state/new-id.ts';

type AnySchema = z.core.$ZodType;

export interface FormField {
  readonly name: string;
  readonly meta: FieldMeta;
  readonly schema: AnySchema;
}

export function fieldsOf(schema: z.ZodObject): readonly FormField[] {
  const shape: Readonly<Record<string, AnySchema>> = schema.shape;
  return Object.entries(shape).flatMap(([name, fieldSchema]) => {
    const meta = fieldRegistry.get(fieldSchema);
    return meta === undefined ? [] : [{ name, meta, schema: fieldSchema }];
  });
}

/** What the field is worth when nothing was written yet; undefined when it must be given. */
function defaultOf(schema: AnySchema): Json | undefined {
  const parsed = z.safeParse(schema, undefined);
  const json = parsed.success ? jsonSchema.safeParse(parsed.data) : undefined;
  return json?.success === true ? json.data : undefined;
}

export const valueOf = (settings: JsonObject, field: FormField): Json | undefined =>
  settings[field.name] ?? defaultOf(field.schema);

export const allowsNull = (schema: AnySchema): boolean => z.safeParse(schema, null).success;

/** Whether a setting takes a text, a number or yes/no alike. */
export function takesAnyPlain(schema: AnySchema): boolean {
  return ['', 0, true].every((value) => z.safeParse(schema, value).success);
}

export function isShown(settings: JsonObject, field: FormField, fields: readonly FormField[]): boolean {
  if (field.meta.input === 'hidden') return false;
  const rule = field.meta.showWhen;
  const other = fields.find(({ name }) => name === rule?.field);
  return rule === undefined || other === undefined || valueOf(settings, other) === rule.equals;
}

/** The object schema of a list's items; undefined when items are something else. */
export function itemSchemaOf(schema: AnySchema): z.ZodObject | undefined {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    inner = inner.def.innerType;
  }
  if (!(inner instanceof z.ZodArray)) return undefined;
  const element: AnySchema = inner.def.element;
  return element instanceof z.ZodObject ? element : undefined;
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
