// What an author sets on a prompt: the words around the conversation, and the tools that the AI chooses from.
import { z } from 'zod';
import { type ConditionGroup, conditionSchema } from '#shared/model/condition.ts';
import { summarizeCondition } from '#shared/model/condition-summary.ts';
import { field, type ItemFace } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { faceOfParameter, parameterSchema } from '#shared/model/parameter.ts';
import { templateSchema } from '#shared/model/template.ts';
import { toolStarters } from './starters.ts';

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
    placeholder: 'Answers the customer’s question in a message.',
  }),
  useCases: field(
    z
      .array(
        z.object({
          id: idField,
          text: field(z.string().max(limits.text).default(''), {
            label: 'When',
            input: 'text',
            placeholder: 'asks for a refund',
          }),
        }),
      )
      .max(50)
      .default([]),
    {
      label: 'Use cases',
      help: 'When to choose it: what the customer does or says then.',
      input: 'list',
      itemName: 'use case',
    },
  ),
  parameters: field(z.array(parameterSchema).max(50).default([contentParameter]), {
    label: 'Parameters',
    help: 'What the AI fills in, for the steps behind. A reply with an empty text says “content”.',
    input: 'list',
    itemName: 'parameter',
    face: faceOfParameter,
    whenEmpty: 'The AI fills in nothing. Add a parameter when a later step needs something from it.',
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
  description: 'Answers the customer’s question in a message.',
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
      filledIn: 'What the AI reads',
    },
  ),
  rules: field(
    z
      .array(
        z.object({
          id: idField,
          text: field(templateSchema.default(''), {
            label: 'Rule',
            input: 'template',
            placeholder: 'Never promise a date.',
          }),
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
      label: 'What the AI can do',
      help: 'Its tools. It chooses exactly one, and the conversation takes the path of that tool.',
      input: 'list',
      itemName: 'tool',
      face: faceOfTool,
      starters: toolStarters,
      whenEmpty:
        'The AI reads the conversation, picks one tool, and fills in what the tool asks for. Give it at least one.',
    },
  ),
  actions: field(z.array(entityIdSchema).max(50).default([]), {
    label: 'Actions',
    help: 'What the AI may have done as well. Each has a path of its own, taken once it is done.',
    input: 'actions',
  }),
  postamble: field(templateSchema.default(''), {
    label: 'Extra context',
    help: 'Sent last, after the conversation and what a search found.',
    input: 'template',
    filledIn: 'What the AI reads',
  }),
  model: field(z.string().max(limits.name).nullable().default(null), {
    label: 'Model',
    help: 'Which AI answers. Providers and their keys are in the settings, under Models.',
    input: 'model',
    isAdvanced: true,
  }),
  temperature: field(z.number().min(0).max(2).nullable().default(null), {
    label: 'Temperature',
    help: 'From 0 (always alike) to 2 (surprising). Leave it empty for the model’s default.',
    input: 'number',
    isAdvanced: true,
  }),
  historyLength: field(z.int().min(0).max(limits.history).default(limits.history), {
    label: 'Messages to send',
    help: `How many of the latest messages the AI sees, at most ${limits.history}.`,
    input: 'number',
    isAdvanced: true,
  }),
});

function faceOfTool(item: unknown): ItemFace {
  const { data } = toolSchema.safeParse(item);
  if (data === undefined) return { title: '' };
  const { name, description, useCases, condition } = data;
  const cases = useCases.map(({ text }) => text.trim()).filter((text) => text !== '');
  return {
    title: name.trim(),
    note: description.trim() === '' ? cases.join(', ') : description,
    ...(condition.rules.length === 0 ? {} : { mark: conditionInWords(condition) }),
  };
}

/** As on the canvas: “only if user is verified”. */
export const conditionInWords = (condition: ConditionGroup): string =>
  `only if ${summarizeCondition(condition)}`;

export type PromptSettings = z.infer<typeof settingsSchema>;
export type PromptTool = z.infer<typeof toolSchema>;
