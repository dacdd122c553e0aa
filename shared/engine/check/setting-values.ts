// Finds the settings that a kind's schema marks as templates, conditions, references and the like, with their values.
// Invariant: a field that the form hides for the present settings (`showWhen`) is not in use and is left out.
import { z } from 'zod';
import { type FieldInput, fieldRegistry } from '#shared/model/field.ts';
import type { JsonObject } from '#shared/util/json.ts';

export interface SettingValue {
  readonly input: FieldInput;
  /** `options.0.label` */
  readonly field: string;
  readonly value: unknown;
}

const recordSchema = z.record(z.string(), z.unknown());

/** The values of settings that fit the schema, defaults filled in. */
export function settingValues(schema: z.ZodObject, settings: JsonObject): SettingValue[] {
  const parsed = schema.safeParse(settings);
  if (!parsed.success) return [];
  const found: SettingValue[] = [];
  collect(schema, parsed.data, '', found);
  return found;
}

function collect(schema: z.ZodObject, data: unknown, prefix: string, found: SettingValue[]): void {
  const values = recordSchema.safeParse(data).data ?? {};
  for (const [key, fieldSchema] of Object.entries(schema.shape)) {
    const meta = fieldSchema instanceof z.ZodType ? fieldRegistry.get(fieldSchema) : undefined;
    const value = values[key];
    if (meta === undefined || value === undefined || value === null) continue;
    if (meta.showWhen !== undefined && values[meta.showWhen.field] !== meta.showWhen.equals) continue;
    const field = `${prefix}${key}`;
    const item = meta.input === 'list' || meta.input === 'mapping' ? itemOf(fieldSchema) : undefined;
    if (item === undefined) {
      found.push({ input: meta.input, field, value });
    } else if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) collect(item, element, `${field}.${index}.`, found);
    }
  }
}

/** The schema of a list's items, behind defaults and the like. */
function itemOf(schema: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return itemOf(schema.unwrap());
  }
  if (schema instanceof z.ZodArray) return itemOf(schema.element);
  return schema instanceof z.ZodObject ? schema : undefined;
}
