// A typed value that somebody fills in: the AI for a tool, the AI or a workflow for an action, an action for an operation.
import { z } from 'zod';
import { field, type ItemFace } from './field.ts';
import { entityIdSchema } from './ids.ts';
import { limits } from './limits.ts';

const idField = field(entityIdSchema, { label: 'Id', input: 'hidden' });

const parameterTypes = [
  { value: 'string', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'choice', label: 'Choice' },
  { value: 'list', label: 'List' },
] as const;

export const parameterSchema = z.object({
  id: idField,
  name: field(z.string().max(limits.name).default(''), {
    label: 'Name',
    help: 'As {{args.email}} later.',
    input: 'text',
    placeholder: 'email',
    isHalf: true,
  }),
  type: field(z.enum(['string', 'number', 'boolean', 'choice', 'list']).default('string'), {
    label: 'Type',
    input: 'select',
    isHalf: true,
    options: parameterTypes,
  }),
  isRequired: field(z.boolean().default(true), {
    label: 'Required',
    help: 'The AI cannot choose the tool without it.',
    input: 'switch',
  }),
  description: field(z.string().max(limits.text).default(''), {
    label: 'Description',
    help: 'Tells the AI what to put there.',
    input: 'multiline',
    placeholder: 'The e-mail address, as the customer wrote it.',
  }),
  choices: field(
    z
      .array(
        z.object({
          id: idField,
          value: field(z.string().max(limits.name).default(''), {
            label: 'Value',
            input: 'text',
            placeholder: 'billing',
          }),
        }),
      )
      .max(limits.choiceOptions)
      .default([]),
    {
      label: 'Choices',
      help: 'What the AI picks one of. Later steps get it as it is written here.',
      input: 'list',
      itemName: 'choice',
      showWhen: { field: 'type', equals: 'choice' },
    },
  ),
});

export function faceOfParameter(item: unknown): ItemFace {
  const { data } = parameterSchema.safeParse(item);
  if (data === undefined) return { title: '' };
  const { name, type, isRequired, choices } = data;
  const values = choices.map(({ value }) => value.trim()).filter((value) => value !== '');
  const kind = parameterTypes.find(({ value }) => value === type)?.label ?? '';
  const what = type === 'choice' && values.length > 0 ? `${kind}: ${values.join(', ')}` : kind;
  return { title: name.trim(), note: `${what}${isRequired ? '' : ', not required'}` };
}

export type Parameter = z.infer<typeof parameterSchema>;
