// Reads a settings schema for the generated form: its fields, what they start with, and new items of lists.
// Invariants: pure; a field without form metadata is not shown.
import { z } from 'zod';
import { type FieldMeta, fieldRegistry } from '#shared/model/field.ts';
import { type Json, type JsonObject, jsonObjectSchema, jsonSchema } from '#shared/util/json.ts';
import { newId } from '../../state/new-id.ts';

type AnySchema = z.core.$ZodType;

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
function defaultOf(schema: AnySchema): Json | undefined {
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

/** Whether a field is one of a list's item, where there is less room: `options.0.label`. */
export const isInItem = (path: string): boolean => path.split('.').length > 2;

/** The object schema of a list's items; undefined when items are something else. */
export function itemSchemaOf(schema: AnySchema): z.ZodObject | undefined {
  const element = arrayOf(schema)?.def.element;
  return element instanceof z.ZodObject ? element : undefined;
}

/** Whether a list of so many items may hold no more. */
export function isFull(schema: AnySchema, count: number): boolean {
  const { error } = z.safeParse(
    schema,
    Array.from({ length: count + 1 }, () => null),
  );
  return error?.issues.some(({ code, path }) => code === 'too_big' && path.length === 0) === true;
}

/** Behind defaults and the like. */
function arrayOf(schema: AnySchema): z.ZodArray | undefined {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    inner = inner.def.innerType;
  }
  return inner instanceof z.ZodArray ? inner : undefined;
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
