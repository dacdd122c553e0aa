import { expect, test } from 'vitest';
import { actionSchema } from '#shared/model/entities/action.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { checkProject } from './check-project.ts';

const good = {
  type: 'calculation',
  description: 'Looks up an order by its number and says when it arrives.',
  examples: [{ id: 'e1', text: 'Where is my order?' }],
};

/** What is found of actions beyond the settings of their type. */
function problemsOf(...actions: readonly object[]): readonly string[] {
  const document = sketchProject({ steps: [['m', 'message-received']], edges: [] });
  const parsed = actions.map((action, place) =>
    actionSchema.parse({ ...good, id: `a${place}`, name: `Action ${place}`, ...action }),
  );
  return checkProject({ ...document, actions: parsed }, definitions)
    .filter(({ actionId, field }) => actionId !== undefined && field?.startsWith('settings') !== true)
    .map(({ severity, code, actionId, field }) => `${severity} ${code} ${actionId ?? ''} ${field ?? ''}`);
}

test('an action with a sentence and an example has nothing wrong with it', () => {
  expect(problemsOf({})).toEqual([]);
});

test('a description of few words and the lack of an example are hinted at', () => {
  expect(problemsOf({ description: 'Order status', examples: [{ id: 'e1', text: ' ' }] })).toEqual([
    'hint ACTION_DESCRIPTION_SHORT a0 description',
    'hint ACTION_NO_EXAMPLE a0 examples',
  ]);
});

test('of two actions with the same words, the second is told', () => {
  expect(problemsOf({ name: 'Refund' }, { name: ' refund', description: `${good.description} ` })).toEqual([
    'error ACTION_NAME_TAKEN a1 name',
    'warning ACTION_DESCRIPTION_SAME a1 description',
  ]);
});

test('inputs need names that templates can write, each once, and choices something to choose', () => {
  const inputs = [
    { id: 'i1', name: 'order number' },
    { id: 'i2', name: 'plan', type: 'choice' },
    { id: 'i3', name: 'plan' },
  ];
  expect(problemsOf({ inputs })).toEqual([
    'error ACTION_INPUT_NAME a0 inputs.0.name',
    'error ACTION_INPUT_NO_CHOICE a0 inputs.1.choices',
    'error ACTION_INPUT_NAME a0 inputs.2.name',
  ]);
});

test('a message that is no template is an error', () => {
  expect(problemsOf({ successMessage: 'Done {{ args.' })).toEqual([
    'error TEMPLATE_INVALID a0 successMessage',
  ]);
});
