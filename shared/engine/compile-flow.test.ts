import { describe, expect, it } from 'vitest';
import { executors } from '#shared/steps/registry/executors.ts';
import { workflowIdSchema, stepIdSchema } from '#shared/model/ids.ts';
import { defineStep } from '#shared/model/step-definition.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { z } from 'zod';
import { compileFlow } from './compile-flow.ts';
import { defineExecutor } from './executor.ts';

const step = (id: string) => stepIdSchema.parse(id);
const main = workflowIdSchema.parse('main');

describe('compiling a project', () => {
  it('keeps one way per port, and leaves out edges from or to nothing and into other workflows', () => {
    const flow = compileFlow(
      sketchProject({
        steps: [
          ['m', 'message-received'],
          ['a', 'end'],
          ['b', 'end'],
          ['sub/x', 'end'],
        ],
        edges: ['m.next > a', 'm.next > b', 'a.next > gone', 'gone.next > a', 'b.next > sub/x'],
      }),
      executors,
    );
    expect(flow.next(step('m'), 'next')).toMatchObject({ to: 'a', edge: { id: 'e0' } });
    expect(flow.next(step('a'), 'next')).toBeUndefined();
    expect(flow.next(step('gone'), 'next')).toBeUndefined();
    expect(flow.next(step('b'), 'next')).toBeUndefined();
  });

  it('follows links of settings, which have no edge', () => {
    const flow = compileFlow(
      sketchProject({
        steps: [
          ['r', 'ref', { stepId: 'a' }],
          ['a', 'end'],
        ],
      }),
      executors,
    );
    expect(flow.next(step('r'), 'target')).toEqual({ to: 'a' });
  });

  it('finds entries by workflow and trigger, the first of each', () => {
    const flow = compileFlow(
      sketchProject({
        steps: [
          ['one', 'message-received'],
          ['two', 'message-received'],
        ],
      }),
      executors,
    );
    expect(flow.entry(main, 'message')).toBe('one');
    expect(flow.entry(main, 'start')).toBeUndefined();
  });

  it('brings settings to the version of the kind, and keeps those of unknown kinds', () => {
    const definition = defineStep({
      kind: 'renamed',
      version: 2,
      group: 'logic',
      title: 'Renamed',
      purpose: 'Made for a test.',
      icon: 'flask',
      canFail: false,
      settings: z.object({ text: z.string() }),
      ports: () => [],
      summary: () => '',
      migrations: { 1: ({ content }) => ({ text: content ?? '' }) },
    });
    const flow = compileFlow(
      sketchProject({
        steps: [
          ['a', 'renamed', { content: 'hi' }],
          ['b', 'unknown', { any: [1] }],
        ],
      }),
      [defineExecutor(definition, { enter: () => ({ end: true }) })],
    );
    expect(flow.steps.get(step('a'))?.settings).toEqual({ text: 'hi' });
    expect(flow.steps.get(step('b'))).toMatchObject({ executor: undefined, settings: { any: [1] } });
  });
});
