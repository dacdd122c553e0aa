import { describe, expect, it } from 'vitest';
import { executors } from '#shared/steps/registry/executors.ts';
import { type ProjectSketch, sketchProject, Talk } from '#tests/helpers/talk.ts';
import { compileFlow } from './compile-flow.ts';
import { moveToFlow } from './move-flow.ts';

const options = [{ id: 'a', label: 'A', value: 'a' }];
const steps: ProjectSketch['steps'] = [
  ['m', 'message-received'],
  ['go', 'workflow', { workflowId: 'sub' }],
  ['sub/e', 'entered'],
  ['sub/ask', 'choice', { content: '?', options, timeoutSeconds: 9 }],
];
const edges = ['m.next > go', 'sub/e.next > sub/ask'];

async function waiting() {
  const talk = new Talk({ steps, edges });
  await talk.say('x');
  return talk.state;
}

const without = (...gone: string[]) =>
  compileFlow(
    sketchProject({ steps: [...steps.filter(([id]) => !gone.includes(id)), ['sub/keep', 'end']] }),
    executors,
  );

describe('an edit under a conversation', () => {
  it('does nothing while the waiting step and the call steps exist', async () => {
    const state = await waiting();
    const moved = moveToFlow(state, without('m', 'sub/e'));
    expect(moved.events).toEqual([]);
    expect(moved.state).toBe(state);
  });

  it('cancels the wait of a step that is gone, which makes its timer stale', async () => {
    const state = await waiting();
    const moved = moveToFlow(state, without('sub/ask'));
    expect(moved.events).toEqual([
      { type: 'wait.cancelled', stepId: 'sub-ask', kind: 'choice' },
      { type: 'flow.moved', waitCancelled: true, framesUnwound: 0 },
    ]);
    expect(moved.state).toMatchObject({ generation: state.generation + 1 });
    expect(moved.state.wait).toBeUndefined();
    expect(moved.state.stack).toHaveLength(2);
  });

  it('unwinds a frame whose call step is gone, with the wait in it', async () => {
    const moved = moveToFlow(await waiting(), without('go'));
    expect(moved.events).toEqual([
      { type: 'wait.cancelled', stepId: 'sub-ask', kind: 'choice' },
      { type: 'frame.popped', workflowId: 'sub', depth: 1 },
      { type: 'flow.moved', waitCancelled: true, framesUnwound: 1 },
    ]);
    expect(moved.state.stack.map(({ workflowId }) => workflowId)).toEqual(['main']);
  });

  it('begins again at the main workflow when the first one is gone', async () => {
    const flow = compileFlow(
      sketchProject({ steps: [['new/m', 'message-received']], workspace: { mainWorkflowId: 'new' } }),
      executors,
    );
    const state = await waiting();
    const moved = moveToFlow(
      { ...state, stack: state.stack.map((frame) => ({ ...frame })) },
      {
        ...flow,
        workflows: new Map([...flow.workflows].filter(([id]) => id === 'new')),
      },
    );
    expect(moved.state.stack).toEqual([{ workflowId: 'new', args: {} }]);
    expect(moved.events.at(-1)).toMatchObject({ type: 'flow.moved', waitCancelled: true });
  });
});
