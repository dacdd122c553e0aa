import { expect, test } from 'vitest';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { sketchProject, type ProjectSketch } from '#tests/helpers/talk.ts';
import { checkProject } from './check-project.ts';

const found = (sketch: ProjectSketch): readonly string[] =>
  checkProject(sketchProject(sketch), definitions).map(
    ({ severity, code, stepId, workflowId }) => `${severity} ${code} ${stepId ?? workflowId ?? ''}`,
  );
const say = { content: 'Hi' };

test('a main workflow that only greets is told that nothing answers messages', () => {
  const steps = [
    ['s', 'conversation-started'],
    ['a', 'reply', say],
  ] as const;
  expect(found({ steps, edges: ['s.next > a'] })).toEqual(['hint MESSAGE_ENTRY_MISSING main']);
});

test('steps of a workflow without a beginning are told of', () => {
  const steps = [
    ['m', 'message-received'],
    ['a', 'reply', say],
    ['sub/b', 'end'],
  ] as const;
  expect(found({ steps, edges: ['m.next > a'] })).toContain('warning WORKFLOW_NO_ENTRY sub');
});

test('a choice whose pick leads nowhere is a dead end', () => {
  const options = [{ id: 'a', label: 'A', value: 'a' }];
  const steps = [
    ['m', 'message-received'],
    ['a', 'choice', { content: '?', options, timeoutSeconds: 9 }],
    ['z', 'end'],
  ] as const;
  expect(found({ steps, edges: ['m.next > a', 'a.timeout > z'] })).toEqual(['warning DEAD_END a']);
});
