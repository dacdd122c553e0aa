// What a step or an action gives for each parameter of an operation, or each input of an action: templates by the parameter's id.
import { z } from 'zod';
import { field } from './field.ts';
import { entityIdSchema } from './ids.ts';
import { templateSchema } from './template.ts';

/** A schema of its own for each field: what forms say of it is kept by schema. */
export const parameterValues = () =>
  z
    .array(
      z.object({
        /** The parameter's, so that renaming it changes nothing here. */
        id: field(entityIdSchema, { label: 'Id', input: 'hidden' }),
        value: field(templateSchema.default(''), { label: 'Value', input: 'template' }),
      }),
    )
    .max(200)
    .default([]);

/** For reading values. */
export const parameterValuesSchema = parameterValues();
