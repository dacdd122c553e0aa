import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { limits } from '#shared/model/limits.ts';
import { defineStep } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { shorten } from '#shared/model/words.ts';

/** What an empty query stands for: what the customer wrote. */
export const defaultQuery = '{{args.content}}';

const { tokenBudget } = limits.knowledge;
const sourceIds = () => z.array(z.string().max(64)).max(1000).default([]);

export const definition = defineStep({
  kind: 'search',
  version: 1,
  group: 'ai',
  title: 'Search',
  purpose: 'Looks in your knowledge for passages that answer.',
  icon: 'search',
  canFail: true,
  settings: z.object({
    query: field(templateSchema.default(defaultQuery), {
      label: 'Look for',
      help: 'What to look for, in whole sentences or words. Usually what the customer wrote.',
      input: 'template',
      placeholder: defaultQuery,
      filledIn: 'What is looked for',
    }),
    sources: field(z.enum(['all', 'only', 'except']).default('all'), {
      label: 'Sources',
      help: 'Where to look. Sources that are switched off are never searched.',
      input: 'select',
      options: [
        { value: 'all', label: 'All sources' },
        { value: 'only', label: 'Only these' },
        { value: 'except', label: 'All but these' },
      ],
    }),
    only: field(sourceIds(), {
      label: 'Only these',
      input: 'sources',
      showWhen: { field: 'sources', equals: 'only' },
    }),
    except: field(sourceIds(), {
      label: 'All but these',
      input: 'sources',
      showWhen: { field: 'sources', equals: 'except' },
    }),
    tokenBudget: field(z.int().min(50).max(tokenBudget.max).default(tokenBudget.default), {
      label: 'Token budget',
      help: 'How much of what was found the next prompt is given. A passage takes about 200 tokens.',
      input: 'number',
    }),
  }),
  ports: () => [
    { id: 'found', label: 'found' },
    { id: 'nothing', label: 'nothing found' },
  ],
  summary: ({ query }) => shorten(`Look for ${query.trim() === '' ? defaultQuery : query}`),
  check: ({ sources, only }) =>
    sources === 'only' && only.length === 0
      ? [
          {
            severity: 'warning',
            code: 'SETTING_MISSING',
            message: 'No source is chosen, so nothing is ever found. Choose at least one.',
            field: 'only',
          },
        ]
      : [],
});
