import { expect, test } from 'vitest';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { type ProjectSketch, sketchProject } from '#tests/helpers/talk.ts';
import { checkProject } from './check-project.ts';

const loopsIn = (sketch: ProjectSketch): readonly string[] =>
  checkProject(sketchProject(sketch), definitions)
    .filter(({ code }) => code === 'LOOP_WITHOUT_WAIT')
    .map(({ severity, stepId }) => `${severity} ${stepId ?? ''}`);

const say = { content: 'Hi' };

test('steps that lead in a circle without waiting are found once, at the first of them', () => {
  const edges = ['m.next > a', 'a.next > b', 'b.next > a'];
  expect(
    loopsIn({
      steps: [
        ['m', 'message-received'],
        ['a', 'reply', say],
        ['b', 'reply', say],
      ],
      edges,
    }),
  ).toEqual(['warning a']);
});

test('a step that leads to itself, and a circle by a link, are found', () => {
  const edges = ['m.next > a', 'a.next > a', 'a.error > back'];
  expect(
    loopsIn({
      steps: [
        ['m', 'message-received'],
        ['a', 'reply', say],
        ['back', 'ref', { stepId: 'a' }],
      ],
      edges,
    }),
  ).toEqual(['warning a']);
});

test('a circle with a way out is only hinted at', () => {
  const edges = ['m.next > a', 'a.next > b', 'b.else > a', 'b.done > z'];
  const cases = [
    {
      id: 'done',
      condition: { combinator: 'and', rules: [{ field: 'args.content', operator: 'is', value: 'x' }] },
    },
  ];
  expect(
    loopsIn({
      steps: [
        ['m', 'message-received'],
        ['a', 'reply', say],
        ['b', 'branch', { cases }],
        ['z', 'end'],
      ],
      edges,
    }),
  ).toEqual(['hint a']);
});

test('a circle in which the conversation waits is fine', () => {
  const edges = ['m.next > a', 'a.next > w', 'w.next > a'];
  expect(
    loopsIn({
      steps: [
        ['m', 'message-received'],
        ['a', 'reply', say],
        ['w', 'wait'],
      ],
      edges,
    }),
  ).toEqual([]);
});
