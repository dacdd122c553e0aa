// The files of a new step kind: a small kind that works, to be changed into the one that is meant.
export interface NewFile {
  readonly name: string;
  readonly content: string;
}

export function stepFiles(kind: string): readonly NewFile[] {
  const title = words(kind);
  const variable = camelCase(kind);
  return [
    { name: 'definition.ts', content: definition(kind, title, variable) },
    { name: 'execute.ts', content: execute(variable) },
    { name: 'README.md', content: readme(title, variable) },
    { name: 'definition.test.ts', content: test(variable) },
    { name: 'keeps-its-text.flow.json', content: JSON.stringify(flow(kind, title, variable)) },
  ];
}

function definition(kind: string, title: string, variable: string): string {
  return `
    import { z } from 'zod';
    import { field } from '#shared/model/field.ts';
    import { defineStep } from '#shared/model/step-definition.ts';
    import { templateSchema } from '#shared/model/template.ts';
    import { shorten } from '#shared/model/words.ts';

    export const definition = defineStep({
      kind: '${kind}',
      version: 1,
      group: 'data',
      title: '${title}',
      purpose: 'Keeps a text for the steps that follow.',
      icon: 'puzzle',
      canFail: true,
      settings: z.object({
        text: field(templateSchema.default(''), {
          label: 'Text',
          help: 'What to keep. Variables work.',
          input: 'template',
        }),
      }),
      ports: () => [{ id: 'next', label: 'next' }],
      writes: () => ['${variable}'],
      summary: ({ text }) => (text.trim() === '' ? 'Keep nothing' : shorten(\`Keep: \${text}\`)),
      check: ({ text }) =>
        text.trim() === ''
          ? [
              {
                severity: 'warning',
                code: 'SETTING_MISSING',
                message: 'There is no text to keep. Write one, or remove the step.',
                field: 'text',
              },
            ]
          : [],
    });
  `;
}

function execute(variable: string): string {
  return `
    import { defineExecutor } from '#shared/engine/executor.ts';
    import { definition } from './definition.ts';

    export const executor = defineExecutor(definition, {
      async enter({ text }, scope) {
        return { take: 'next', merge: { ${variable}: await scope.render(text, 'text', 'text') } };
      },
    });
  `;
}

function readme(title: string, variable: string): string {
  return `# ${title}

Keeps a text for the steps that follow.

**Use it** to have a text at hand under a name of its own.

## Settings

- **Text** – what to keep. Variables work: \`Hello {{user.name}}\`.

## Paths

- **next** – the text is in \`args.${variable}\`.
- **error** – the text could not be made.
`;
}

function test(variable: string): string {
  return `
    import { expect, test } from 'vitest';
    import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
    import { definition } from './definition.ts';

    test('its summary says what is kept', () => {
      const { summary } = described(definition, { text: 'Hello' });
      expect(summary(checkContext())).toBe('Keep: Hello');
    });

    test('an empty text is a warning', () => {
      expect(findingsOf(described(definition))).toEqual(['warning text: SETTING_MISSING']);
    });

    test('it writes args.${variable}', () => {
      expect(described(definition).writes).toEqual(['${variable}']);
    });
  `;
}

/** A scenario: start → the new step → a reply with what it kept. */
function flow(kind: string, title: string, variable: string): unknown {
  const step = (id: string, stepKind: string, settings: unknown = {}) => ({
    id,
    workflowId: 'main',
    kind: stepKind,
    settings,
  });
  const edge = (id: string, from: string, to: string) => ({ id, from: { stepId: from, port: 'next' }, to });
  return {
    name: `${title} keeps its text for the steps that follow`,
    rule: 'args',
    project: {
      format: 'dialogram',
      formatVersion: 1,
      workspace: { id: 'workspace', name: title, mainWorkflowId: 'main', primaryAssistantId: 'assistant' },
      assistants: [{ id: 'assistant', name: 'Ada' }],
      workflows: [{ id: 'main', name: 'Main' }],
      steps: [
        step('start', 'conversation-started'),
        step('kept', kind, { text: 'Hello' }),
        step('said', 'reply', { content: `{{args.${variable}}}` }),
      ],
      edges: [edge('start-kept', 'start', 'kept'), edge('kept-said', 'kept', 'said')],
      testUsers: [{ id: 'visitor', name: 'Visitor', identity: 'anonymous' }],
    },
    script: [],
    observe: ['step.ended', 'reply'],
    expect: [
      { type: 'step.ended', id: 'start', port: 'next' },
      { type: 'step.ended', id: 'kept', port: 'next', args: { [variable]: 'Hello' } },
      { type: 'reply', content: 'Hello' },
      { type: 'step.ended', id: 'said', port: 'next' },
    ],
  };
}

/** \`collect-email\` → "Collect email" */
function words(kind: string): string {
  const text = kind.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function camelCase(kind: string): string {
  return kind.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
