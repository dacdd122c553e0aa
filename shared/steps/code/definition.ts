import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { defineStep, type Finding } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';
import { returnedNames } from './returned-names.ts';

/** What a new code step starts with. */
const starterCode = `// context: who is talking and what was said, for example context.user.name
// args: what earlier steps put together, for example args.plan
// What you return is added to args: { total: 3 } can be used as {{args.total}} in later steps.
/** @param {StepInput} input */
export default async function ({ context, args }) {
  return {};
}
`;

export const definition = defineStep({
  kind: 'code',
  version: 1,
  group: 'data',
  title: 'Code',
  purpose: 'Works something out with a few lines of JavaScript.',
  icon: 'code',
  canFail: true,
  settings: z.object({
    code: field(z.string().max(limits.code).default(starterCode), {
      label: 'Code',
      help: 'A JavaScript function. What it returns can be used by later steps.',
      input: 'code',
    }),
    connectors: field(z.array(entityIdSchema).max(20).default([]), {
      label: 'Connectors',
      help: 'What the code may reach with fetch. Nothing else on the internet can be reached.',
      input: 'connectors',
    }),
  }),
  ports: () => [{ id: 'next', label: 'next' }],
  writes: () => undefined,
  likelyWrites: ({ code }) => returnedNames(code),
  summary: ({ code }) => firstWords(code) ?? 'Run code',
  check: ({ code }) => checkCode(code),
});

/** The author's own heading: the first comment line, unless it is the starter's. */
function firstWords(code: string): string | undefined {
  const line = code.trimStart().split('\n', 1)[0] ?? '';
  if (!line.startsWith('//') || starterCode.startsWith(line.trimEnd())) return undefined;
  const words = line.replace(/^\/+/u, '').trim();
  return words === '' ? undefined : shorten(words);
}

function checkCode(code: string): Finding[] {
  if (code.trim() === '') {
    return [
      {
        severity: 'error',
        code: 'CODE_EMPTY',
        message: 'There is no code to run. Write a function, or delete the step.',
        field: 'code',
      },
    ];
  }
  if (!/\b(?:export|as)\s+default\b/u.test(code)) {
    return [
      {
        severity: 'error',
        code: 'CODE_SYNTAX',
        message:
          'The code has no function to run. Begin it with: export default async function ({ context, args }) {',
        field: 'code',
      },
    ];
  }
  return [];
}
