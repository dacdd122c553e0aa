import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { assistantIdSchema } from '#shared/model/ids.ts';
import { defineStep } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { shorten } from '#shared/model/words.ts';

/** What an empty text stands for: the text that the step before prepared. */
export const preparedText = '{{args.content}}';

export const definition = defineStep({
  kind: 'reply',
  version: 1,
  group: 'message',
  title: 'Reply',
  purpose: 'Says something to the customer.',
  icon: 'message-circle',
  canFail: true,
  settings: z.object({
    content: field(templateSchema.default(''), {
      label: 'Text',
      help: 'What the customer reads. Leave it empty to say the text that the step before prepared. Markdown works: **bold**, lists, links.',
      input: 'template',
      placeholder: 'What should it say?',
    }),
    assistantId: field(assistantIdSchema.nullable().default(null), {
      label: 'Who says it',
      help: 'The name and picture beside the text. Without a choice it is the main assistant.',
      input: 'assistant',
    }),
  }),
  ports: () => [{ id: 'next', label: 'next' }],
  summary: ({ content }) =>
    content.trim() === '' ? 'Say what the step before prepared' : shorten(`Say: ${content}`),
});
