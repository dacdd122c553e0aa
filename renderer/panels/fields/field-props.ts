import type { FieldMeta } from '#shared/model/field.ts';
import type { ReactElement } from 'react';
import type { z } from 'zod';
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { FormField } from '#shared/model/form-fields.ts';

/** A change of one field, in words for the undo menu. */
export interface FieldChange {
  readonly path: string;
  readonly label: string;
  /** What was done, where “Change <label>” does not say it. Such a change is an undo step of its own. */
  readonly edit?: string;
  /** Ids of removed list items: ports that are gone with them. */
  readonly removedPorts?: readonly string[];
}

export interface FieldProps {
  readonly field: FormField;
  readonly meta: FieldMeta;
  readonly path: string;
  readonly value: Json | undefined;
  /** The value of the field that this one is `of`. */
  readonly ofValue: Json | undefined;
  onChange(value: Json, change: FieldChange): void;
  /** The form of an object inside this field. */
  renderForm(props: ObjectFormProps): ReactElement;
}

export interface ObjectFormProps {
  readonly schema: z.ZodObject;
  readonly value: JsonObject;
  /** Of the object in the settings: empty for the settings themselves. */
  readonly path: string;
  onChange(value: JsonObject, change: FieldChange): void;
}

export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
