// What an author sets on a prompt: the words around the conversation, and the tools that the AI chooses from.
import { z } from 'zod';
import { type ConditionGroup, conditionSchema } from '#shared/model/condition.ts';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { templateSchema } from '#shared/model/template.ts';

const always = (): ConditionGroup => ({ combinator: 'and', rules: [] });
const idField = field(entityIdSchema, { label: 'Id', input: 'hidden' });

const contentParameter = {
  id: 'content',
  name: 'content',
  type: 'string' as const,
  isRequired: true,
  description: 'What to say to the customer.',
  choices: [],
};

const parameterSchema = z.object({
  id: idField,
  name: field(z.string().max(limits.name).default(''), {
    label: 'Name',
    help: 'How later steps call it: email is used as {{args.email}}.',
    input: 'text',
    placeholder: 'email',
  }),
  type: field(z.enum(['string', 'number', 'boolean', 'choice', 'list']).default('string'), {
    label: 'Type',
    input: 'select',
    options: [
      { value: 'string', label: 'Text' },
      { value: 'number', label: 'Number' },
      { value: 'boolean', label: 'Yes or no' },
      { value: 'choice', label: 'One of several' },
      { value: 'list', label: 'List of texts' },
    ],
  }),
  isRequired: field(z.boolean().default(true), {
    label: 'Required',
    help: 'The AI cannot choose the tool without it.',
    input: 'switch',
  }),
  description: field(z.string().max(limits.text).default(''), {
    label: 'Description',
    help: 'Tells the AI what to put there.',
    input: 'text',
  }),
  choices: field(
    z
      .array(
        z.object({
          id: idField,
          value: field(z.string().max(limits.name).default(''), { label: 'Value', input: 'text' }),
        }),
      )
      .max(limits.choiceOptions)
      .default([]),
    {
      label: 'Choices',
      input: 'list',
      itemName: 'choice',
      showWhen: { field: 'type', equals: 'choice' },
    },
  ),
});

const toolSchema = z.object({
  id: idField,
  name: field(z.string().max(limits.name).default(''), {
    label: 'Name',
    help: 'Shown on the canvas and to the AI.',
    input: 'text',
    placeholder: 'Answer',
  }),
  description: field(z.string().max(limits.text).default(''), {
    label: 'Description',
    help: 'Tells the AI what happens when it chooses this.',
    input: 'multiline',
  }),
  useCases: field(
    z
      .array(
        z.object({
          id: idField,
          text: field(z.string().max(limits.text).default(''), { label: 'When', input: 'text' }),
        }),
      )
      .max(50)
      .default([]),
    {
      label: 'Use cases',
      help: 'When to choose it, for example “asks for a refund”.',
      input: 'list',
      itemName: 'use case',
    },
  ),
  parameters: field(z.array(parameterSchema).max(50).default([contentParameter]), {
    label: 'Parameters',
    help: 'What the AI fills in. Later steps find it in args; a reply with an empty text says “content”.',
    input: 'list',
    itemName: 'parameter',
  }),
  condition: field(conditionSchema.default(always), {
    label: 'Offer it when',
    help: 'The AI sees the tool only when this holds. Without a condition it always does.',
    input: 'condition',
  }),
});

/** What a new prompt starts with, so that it can be tried at once. */
const answerTool = (): z.infer<typeof toolSchema> => ({
  id: 'answer',
  name: 'Answer',
  description: 'Answer the customer.',
  useCases: [],
  parameters: [contentParameter],
  condition: always(),
});

export const settingsSchema = z.object({
  preamble: field(
    templateSchema.default('You answer customers of {{workspace.name}}, friendly and in few words.'),
    {
      label: 'Role',
      help: 'Who the AI is and what it is there for.',
      input: 'template',
    },
  ),
  rules: field(
    z
      .array(
        z.object({
          id: idField,
          text: field(templateSchema.default(''), { label: 'Rule', input: 'template' }),
        }),
      )
      .max(100)
      .default([]),
    {
      label: 'Rules',
      help: 'What the AI always does or never does, one at a time.',
      input: 'list',
      itemName: 'rule',
    },
  ),
  tools: field(
    z
      .array(toolSchema)
      .max(50)
      .default(() => [answerTool()]),
    {
      label: 'Tools',
      help: 'What the AI can do next. It chooses exactly one, and the conversation takes the path of that tool.',
      input: 'list',
      itemName: 'tool',
    },
  ),
  postamble: field(templateSchema.default(''), {
    label: 'Extra context',
    help: 'Sent last, after the conversation and what a search found.',
    input: 'template',
  }),
  model: field(z.string().max(limits.name).nullable().default(null), {
    label: 'Model',
    help: 'For example openai/gpt-5. Leave it empty for the project’s default.',
    input: 'text',
  }),
  temperature: field(z.number().min(0).max(2).nullable().default(null), {
    label: 'Temperature',
    help: 'From 0 (always alike) to 2 (surprising). Leave it empty for the model’s default.',
    input: 'number',
  }),
  historyLength: field(z.int().min(0).max(limits.history).default(limits.history), {
    label: 'Messages to send',
    help: 'How many of the latest messages the AI sees.',
    input: 'number',
  }),
});

export type PromptSettings = z.infer<typeof settingsSchema>;
export type PromptTool = z.infer<typeof toolSchema>;
export type PromptParameter = z.infer<typeof parameterSchema>;
