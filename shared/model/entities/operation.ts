// One thing that can be done with an integration over HTTP: made by hand, by a preset, or from an OpenAPI document.
import { z } from 'zod';
import { jsonSchema } from '#shared/util/json.ts';
import { entityIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { parameterSchema } from '../parameter.ts';
import { actionEffectSchema, permissionSchema } from './action.ts';

export const operationParameterSchema = parameterSchema.extend({
  /** Where the value goes. In a JSON body at `target`, a path such as `customer.email`; elsewhere under that name. */
  in: z.enum(['path', 'query', 'header', 'body']),
  target: z.string().min(1).max(limits.name),
  /** Sent when nothing is given. */
  fallback: jsonSchema.nullable().default(null),
});

export const operationOutputSchema = z.object({
  id: entityIdSchema,
  name: z.string().max(limits.name),
  /** Where it is in the answer, such as `items[0].status`; empty = the whole answer. */
  path: z.string().max(limits.name).default(''),
  description: z.string().max(limits.text).default(''),
});

export const operationSchema = z.object({
  id: entityIdSchema,
  integrationId: entityIdSchema,
  name: z.string().min(1).max(limits.name),
  description: z.string().max(limits.text).default(''),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']),
  /** Below the integration's base URL, with `{name}` for parameters in the path. */
  path: z.string().max(2000),
  bodyFormat: z.enum(['none', 'json', 'form', 'text']).default('none'),
  parameters: z.array(operationParameterSchema).max(200).default([]),
  outputs: z.array(operationOutputSchema).max(100).default([]),
  effect: actionEffectSchema.default('read'),
  /** The least that an action must ask for to use it. */
  permission: permissionSchema.default('anyone'),
  /** Switched off: nothing may use it. */
  isEnabled: z.boolean().default(true),
  /** The body parameter that takes a list, when calls can go out as one; null = they cannot. */
  batchParameterId: entityIdSchema.nullable().default(null),
  /** An answer as documented, or as it came last: shown when mapping, and given by dry runs. */
  sample: jsonSchema.nullable().default(null),
});

export type Operation = z.infer<typeof operationSchema>;
export type OperationParameter = z.infer<typeof operationParameterSchema>;
