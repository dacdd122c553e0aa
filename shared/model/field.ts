// What a settings schema says about its fields, for the generated form. Registered beside the schema, typed.
import { z } from 'zod';

export type FieldInput =
  | 'text'
  | 'multiline'
  | 'template'
  | 'number'
  | 'seconds'
  | 'switch'
  | 'select'
  | 'code'
  | 'condition'
  | 'workflow'
  | 'step'
  | 'assistant'
  | 'date-time'
  | 'list'
  /** Made and kept by the app, such as the id of a list item; never shown. */
  | 'hidden';

export interface FieldMeta {
  readonly label: string;
  readonly input: FieldInput;
  readonly help?: string;
  readonly placeholder?: string;
  /** For `select`: words for each allowed value. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** For `list`: what one item is called, as in "Add option". */
  readonly itemName?: string;
  /** Shown only while another field of the same object has this value. */
  readonly showWhen?: { readonly field: string; readonly equals: string | boolean };
}

export const fieldRegistry = z.registry<FieldMeta>();

/** Attaches form metadata to a setting. Call it last, after `.default()` and `.optional()`. */
export function field<Schema extends z.ZodType>(schema: Schema, meta: FieldMeta): Schema {
  fieldRegistry.add(schema, meta);
  return schema;
}
