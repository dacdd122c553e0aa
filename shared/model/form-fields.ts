// Reads a settings schema: its fields with the words that the form has for them, and what a field is worth.
// Invariants: pure; a field without form metadata is not one.
import { z } from 'zod';
import { type Json, type JsonObject, jsonSchema } from '#shared/util/json.ts';
import { type FieldMeta, fieldRegistry } from './field.ts';

export type AnySchema = z.core.$ZodType;

export interface FormField {
  readonly name: string;
  readonly meta: FieldMeta;
  readonly schema: AnySchema;
}

const knownFields = new WeakMap<z.ZodObject, readonly FormField[]>();

/** The same ones each time: forms compare them. */
export function fieldsOf(schema: z.ZodObject): readonly FormField[] {
  const fields = knownFields.get(schema) ?? readFields(schema);
  knownFields.set(schema, fields);
  return fields;
}

function readFields(schema: z.ZodObject): readonly FormField[] {
  const shape: Readonly<Record<string, AnySchema>> = schema.shape;
  return Object.entries(shape).flatMap(([name, fieldSchema]) => {
    const meta = fieldRegistry.get(fieldSchema);
    return meta === undefined ? [] : [{ name, meta, schema: fieldSchema }];
  });
}

const defaults = new WeakMap<AnySchema, { readonly value: Json | undefined }>();

/** What the field is worth when nothing was written yet; undefined when it must be given. */
export function defaultOf(schema: AnySchema): Json | undefined {
  const known = defaults.get(schema);
  if (known !== undefined) return known.value;
  const parsed = z.safeParse(schema, undefined);
  const json = parsed.success ? jsonSchema.safeParse(parsed.data) : undefined;
  const value = json?.success === true ? json.data : undefined;
  defaults.set(schema, { value });
  return value;
}

export const valueOf = (settings: JsonObject, field: FormField): Json | undefined =>
  settings[field.name] ?? defaultOf(field.schema);

export function isShown(settings: JsonObject, field: FormField, fields: readonly FormField[]): boolean {
  if (field.meta.input === 'hidden') return false;
  const rule = field.meta.showWhen;
  const other = fields.find(({ name }) => name === rule?.field);
  return rule === undefined || other === undefined || valueOf(settings, other) === rule.equals;
}

/** The object schema of a list's items; undefined when items are something else. */
export function itemSchemaOf(schema: AnySchema): z.ZodObject | undefined {
  const element = arrayOf(schema)?.def.element;
  return element instanceof z.ZodObject ? element : undefined;
}

/** Behind defaults and the like. */
function arrayOf(schema: AnySchema): z.ZodArray | undefined {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    inner = inner.def.innerType;
  }
  return inner instanceof z.ZodArray ? inner : undefined;
}
