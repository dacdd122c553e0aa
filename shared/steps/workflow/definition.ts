import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { workflowIdSchema } from '#shared/model/ids.ts';
import {
  type CheckContext,
  defineStep,
  type Finding,
  type NameLookup,
} from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';

const settingsSchema = z.object({
  target: field(z.enum(['workflow', 'parent']).default('workflow'), {
    label: 'Go to',
    input: 'select',
    options: [
      { value: 'workflow', label: 'A workflow' },
      { value: 'parent', label: 'Back to the workflow that came here' },
    ],
  }),
  workflowId: field(workflowIdSchema.nullable().default(null), {
    label: 'Workflow',
    help: 'It goes on with what is known so far. When it goes back, this step continues at “returned”.',
    input: 'workflow',
    showWhen: { field: 'target', equals: 'workflow' },
  }),
  initial: field(z.enum(['start', 'idle']).default('start'), {
    label: 'Then',
    help: 'Run at once, or do nothing until the customer writes again.',
    input: 'select',
    options: [
      { value: 'start', label: 'Run it now' },
      { value: 'idle', label: 'Wait for the customer' },
    ],
  }),
});

type WorkflowSettings = z.infer<typeof settingsSchema>;

export const definition = defineStep({
  kind: 'workflow',
  version: 1,
  group: 'logic',
  title: 'Workflow',
  purpose: 'Goes to another workflow, or back to the one that came here.',
  icon: 'sitemap',
  canFail: true,
  waits: true,
  settings: settingsSchema,
  ports: ({ target }) => (target === 'workflow' ? [{ id: 'returned', label: 'returned' }] : []),
  // What the other workflow put in `args` comes back with it.
  writes: ({ target }) => (target === 'workflow' ? undefined : []),
  summary: (settings, names) => shorten(summarize(settings, names)),
  check: checkTarget,
});

function summarize({ target, workflowId, initial }: WorkflowSettings, names: NameLookup): string {
  const afterwards = initial === 'idle' ? ' and wait for the customer' : '';
  if (target === 'parent') return `Go back${afterwards}`;
  if (workflowId === null) return 'Go to a workflow';
  return `Go to ${names.workflow(workflowId) ?? 'a missing workflow'}${afterwards}`;
}

function checkTarget({ target, workflowId }: WorkflowSettings, names: CheckContext): Finding[] {
  if (target === 'parent') return [];
  if (workflowId === null) {
    return [
      {
        severity: 'error',
        code: 'SETTING_MISSING',
        message: 'No workflow is chosen. Choose where to go.',
        field: 'workflowId',
      },
    ];
  }
  if (names.workflow(workflowId) !== undefined) return [];
  return [
    {
      severity: 'error',
      code: 'WORKFLOW_NOT_FOUND',
      message: 'The chosen workflow no longer exists. Choose another one.',
      field: 'workflowId',
    },
  ];
}
