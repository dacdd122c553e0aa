import { expect, test } from 'vitest';
import { actionSchema } from '#shared/model/entities/action.ts';
import { operationSchema } from '#shared/model/entities/operation.ts';
import { indexProject } from '../../state/project-index.ts';
import { aProject, edge, step } from '../../state/project.testing.ts';
import { knownArgs } from './known-args.ts';

const plan = { values: [{ id: 'v1', name: 'plan', value: 'pro' }] };

test('what entries give and steps on every path write is known, the nearest first', () => {
  const index = indexProject(
    aProject(
      [
        step('entry', 'message-received'),
        step('ask', 'choice', { saveAs: 'size' }),
        step('set', 'set', plan),
        step('end'),
      ],
      [
        edge('e1', 'entry', 'next', 'ask'),
        edge('e2', 'ask', 'next', 'set'),
        edge('e3', 'ask', 'timeout', 'end'),
        edge('e4', 'set', 'next', 'end'),
      ],
    ),
  );
  expect([...knownArgs(index, 'end').writers.keys()].toSorted()).toEqual(['content', 'plan', 'size']);
  expect([...knownArgs(index, 'set').writers]).toEqual([
    ['size', ['Choice']],
    ['content', ['Message received']],
  ]);
});

test('what a step writes itself is known there only when a loop leads back', () => {
  const steps = [step('set', 'set', plan), step('say')];
  const straight = indexProject(aProject(steps, [edge('e1', 'set', 'next', 'say')]));
  expect(knownArgs(straight, 'set').writers.has('plan')).toBe(false);
  const loop = indexProject(
    aProject(steps, [edge('e1', 'set', 'next', 'say'), edge('e2', 'say', 'next', 'set')]),
  );
  expect(knownArgs(loop, 'set').writers.get('plan')).toEqual(['Set']);
});

test('an error is known behind an error port alone', () => {
  const steps = [step('say'), step('sorry'), step('fine')];
  const index = indexProject(
    aProject(steps, [edge('e1', 'say', 'error', 'sorry'), edge('e2', 'say', 'next', 'fine')]),
  );
  expect(knownArgs(index, 'sorry').writers.has('error')).toBe(true);
  expect(knownArgs(index, 'fine').writers.has('error')).toBe(false);
});

test('code may put anything there', () => {
  const index = indexProject(
    aProject([step('code', 'code'), step('say')], [edge('e1', 'code', 'next', 'say')]),
  );
  expect(knownArgs(index, 'say').isOpen).toBe(true);
  expect(knownArgs(index, 'code')).toMatchObject({ isOpen: false, isUnreached: true });
});

test('a link leads on as an edge does', () => {
  const index = indexProject(
    aProject(
      [step('set', 'set', plan), step('back', 'ref', { stepId: 'say' }), step('say')],
      [edge('e1', 'set', 'next', 'back')],
    ),
  );
  expect(knownArgs(index, 'say').writers.has('plan')).toBe(true);
});

test('behind an action stands what its operation gives, and behind a no what the customer said instead', () => {
  const operation = {
    id: 'o1',
    integrationId: 'i1',
    name: 'Find',
    method: 'GET',
    path: '/',
    outputs: [{ id: 'out', name: 'status', path: 'status' }],
  };
  const index = indexProject({
    ...aProject(
      [step('think', 'prompt', { actions: ['a1'] }), step('say'), step('sorry')],
      [edge('e1', 'think', 'a1', 'say'), edge('e2', 'think', 'declined', 'sorry')],
    ),
    operations: [operationSchema.parse(operation)],
    actions: [
      actionSchema.parse({ id: 'a1', name: 'Find', type: 'integration', settings: { operationId: 'o1' } }),
    ],
  });
  expect(knownArgs(index, 'say')).toMatchObject({
    isOpen: false,
    writers: new Map([['status', ['Prompt']]]),
  });
  expect([...knownArgs(index, 'sorry').writers.keys()]).toEqual(['declined', 'content', 'reason']);
});
