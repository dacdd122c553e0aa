// One thing that can be done with an integration over HTTP: made by hand, by a preset, or from an OpenAPI document.
import { z } from 'zod';
import { jsonSchema } from '#shared/util/json.ts';
import { field, type ItemFace } from '../field.ts';
import { entityIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { faceOfParameter, parameterSchema } from '../parameter.ts';
import { actionEffectSchema, permissionSchema } from './action.ts';

const places = [
  { value: 'path', label: 'In the path' },
  { value: 'query', label: 'In the query' },
  { value: 'header', label: 'In a header' },
  { value: 'body', label: 'In the body' },
] as const;

export const operationParameterSchema = parameterSchema.extend({
  in: field(z.enum(['path', 'query', 'header', 'body']).default('query'), {
    label: 'Where it goes',
    input: 'select',
    isHalf: true,
    options: places,
  }),
  /** In a JSON body a path such as `customer.email`; elsewhere the name there. Empty = the parameter's name. */
  target: field(z.string().max(limits.name).default(''), {
    label: 'Under the name',
    help: 'In a JSON body also a path, such as customer.email. Empty: its own name.',
    input: 'text',
    placeholder: 'customer.email',
    isHalf: true,
  }),
  /** Sent when nothing is given. */
  fallback: field(jsonSchema.nullable().default(null), {
    label: 'When left out',
    help: 'Sent when an action gives nothing for it. Empty: then it is not sent.',
    input: 'typed-value',
    of: 'type',
    isPrivate: true,
  }),
});

const operationOutputSchema = z.object({
  id: field(entityIdSchema, { label: 'Id', input: 'hidden' }),
  name: field(z.string().max(limits.name).default(''), {
    label: 'Name',
    help: 'As {{args.status}} later.',
    input: 'text',
    placeholder: 'status',
    isHalf: true,
  }),
  path: field(z.string().max(limits.name).default(''), {
    label: 'Where it is in the answer',
    help: 'Pick it below, or write it. Empty: the whole answer.',
    input: 'text',
    placeholder: 'items[0].status',
    isHalf: true,
  }),
  description: field(z.string().max(limits.text).default(''), { label: 'Description', input: 'hidden' }),
});

function faceOfOutput(item: unknown): ItemFace {
  const { data } = operationOutputSchema.safeParse(item);
  return { title: data?.name ?? '', note: data?.path === '' ? 'The whole answer' : (data?.path ?? '') };
}

function faceOfOperationParameter(item: unknown): ItemFace {
  const { data } = operationParameterSchema.safeParse(item);
  const face = faceOfParameter(item);
  const place = places.find(({ value }) => value === data?.in)?.label.toLowerCase() ?? '';
  return { ...face, note: [face.note, place].filter(Boolean).join(', ') };
}

export const operationSchema = z.object({
  id: entityIdSchema,
  integrationId: entityIdSchema,
  name: z.string().min(1).max(limits.name),
  description: field(z.string().max(limits.text).default(''), {
    label: 'Description',
    help: 'What it does, for whoever chooses it.',
    input: 'multiline',
  }),
  method: field(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']), {
    label: 'Method',
    input: 'select',
    isHalf: true,
    options: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'].map((value) => ({ value, label: value })),
  }),
  path: field(z.string().max(2000), {
    label: 'Path',
    help: 'Below the base URL; {name} is where a parameter of the path goes.',
    input: 'text',
    placeholder: '/orders/{id}',
    isHalf: true,
  }),
  bodyFormat: field(z.enum(['none', 'json', 'form', 'text']).default('none'), {
    label: 'Body',
    input: 'select',
    options: [
      { value: 'none', label: 'None' },
      { value: 'json', label: 'JSON' },
      { value: 'form', label: 'Form' },
      { value: 'text', label: 'Text' },
    ],
  }),
  parameters: field(z.array(operationParameterSchema).max(200).default([]), {
    label: 'Parameters',
    help: 'What an action fills in.',
    input: 'list',
    itemName: 'parameter',
    face: faceOfOperationParameter,
    whenEmpty: 'It takes nothing. Add a parameter for each value that differs from call to call.',
  }),
  outputs: field(z.array(operationOutputSchema).max(100).default([]), {
    label: 'Outputs',
    help: 'What of the answer is kept, by name. None: the whole answer, as result.',
    input: 'list',
    itemName: 'output',
    face: faceOfOutput,
  }),
  effect: field(actionEffectSchema.default('read'), {
    label: 'Effect',
    help: 'An action that uses it reaches at least as far.',
    input: 'select',
    isHalf: true,
    options: [
      { value: 'read', label: 'Only reads' },
      { value: 'write', label: 'Changes something' },
      { value: 'irreversible', label: 'Cannot be taken back' },
    ],
  }),
  /** The least that an action must ask for to use it. */
  permission: field(permissionSchema.default('anyone'), {
    label: 'At least for',
    help: 'An action cannot offer it to more customers.',
    input: 'select',
    isHalf: true,
    options: [
      { value: 'anyone', label: 'Anyone' },
      { value: 'identified', label: 'Identified customers' },
      { value: 'verified', label: 'Verified customers' },
      { value: 'operator', label: 'With an operator’s approval' },
    ],
  }),
  isEnabled: field(z.boolean().default(true), {
    label: 'Switched on',
    help: 'Switched off, nothing may use it.',
    input: 'switch',
  }),
  /** The body parameter that takes a list, when calls can go out as one; null = they cannot. */
  batchParameterId: entityIdSchema.nullable().default(null),
  /** An answer as documented, or as it came last: shown when mapping, and given by dry runs. */
  sample: jsonSchema.nullable().default(null),
});

export type Operation = z.infer<typeof operationSchema>;
export type OperationParameter = z.infer<typeof operationParameterSchema>;
