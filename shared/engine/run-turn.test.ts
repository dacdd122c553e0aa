import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { Talk } from '#tests/helpers/talk.ts';
import { testKind } from '#tests/helpers/test-kind.ts';
import { withArgs } from './frames.ts';

const failing = testKind('failing', () => {
  throw new AppError('CODE_THROWN', 'It broke.');
});
const buggy = testKind('buggy', () => {
  throw new TypeError('cannot read x of undefined');
});

describe('a failing step', () => {
  it('goes on at its error port with what failed in args, which the next entry clears', async () => {
    const talk = new Talk(
      {
        steps: [
          ['m', 'message-received'],
          ['f', 'failing'],
          ['r', 'reply', { content: '{{args.error.message}}' }],
        ],
        edges: ['m.next > f', 'f.error > r'],
      },
      { kinds: [failing] },
    );
    expect(await talk.say('x')).toMatchObject({ outcome: 'idle' });
    expect(talk.state.stack[0]?.args).toEqual({
      content: 'x',
      error: { code: 'CODE_THROWN', message: 'It broke.', stepId: 'f' },
    });
    await talk.say('y');
    const entered = talk.events.findLast((event) => event.type === 'step.started' && event.id === 'm');
    expect(entered).toMatchObject({ args: { content: 'y' } });
  });

  it('clears the error also for a workflow that is entered next', async () => {
    const talk = new Talk(
      {
        steps: [
          ['m', 'message-received'],
          ['f', 'failing'],
          ['go', 'workflow', { workflowId: 'sub' }],
          ['sub/e', 'entered'],
        ],
        edges: ['m.next > f', 'f.error > go'],
      },
      { kinds: [failing] },
    );
    await talk.say('x');
    expect(talk.state.stack[1]?.args).toEqual({ content: 'x' });
  });

  it('fails the turn without an error edge: wait and frames are cleared, the fallback is said once', async () => {
    const talk = new Talk(
      {
        steps: [
          ['m', 'message-received'],
          ['go', 'workflow', { workflowId: 'sub' }],
          ['sub/e', 'entered'],
          ['sub/r', 'reply', { content: 'before' }],
          ['sub/f', 'failing'],
        ],
        edges: ['m.next > go', 'sub/e.next > sub/r', 'sub/r.next > sub/f'],
      },
      { kinds: [failing] },
    );
    const result = await talk.say('x');
    expect(result?.outcome).toBe('failed');
    expect(result?.newMessages.map(({ content }) => content)).toEqual(['x', 'before', 'Sorry.']);
    expect(talk.state.stack.map(({ workflowId }) => workflowId)).toEqual(['main']);
    expect(talk.events.slice(-5)).toMatchObject([
      { type: 'step.ended', id: 'sub-f', port: null, outcome: 'error', error: { code: 'CODE_THROWN' } },
      { type: 'frame.popped', workflowId: 'sub' },
      { type: 'reply', id: 'r:m1:2', content: 'Sorry.', stepId: null },
      { type: 'turn.failed', turnId: 'm1', error: { code: 'CODE_THROWN' } },
      { type: 'turn.ended', outcome: 'failed' },
    ]);
  });

  it('turns a bug into a failed turn and never rejects', async () => {
    const sketch = {
      steps: [['m', 'message-received'] as const, ['b', 'buggy'] as const],
      edges: ['m.next > b'],
    };
    const inStep = new Talk(sketch, { kinds: [buggy] });
    expect(await inStep.say('x')).toMatchObject({ outcome: 'failed' });
    expect(inStep.told('turn.failed')).toMatchObject([{ error: { code: 'INTERNAL', blame: 'bug' } }]);

    const inListener = new Talk(sketch, {
      kinds: [buggy],
      emit: () => {
        throw new Error('listener');
      },
    });
    expect(await inListener.say('x')).toMatchObject({ outcome: 'failed' });
  });

  it('tells listeners how a turn failed that could not even begin', async () => {
    const told: string[] = [];
    const talk = new Talk({ steps: [['m', 'message-received']] }, { emit: ({ type }) => told.push(type) });
    expect(await talk.say('é'.repeat(10_000))).toMatchObject({ outcome: 'failed' });
    expect(talk.events.find(({ type }) => type === 'turn.failed')).toMatchObject({
      error: { code: 'ARGS_TOO_LARGE' },
    });
    expect(told).toEqual(talk.events.map(({ type }) => type));
  });

  it('stops at a step of a kind that is not known', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['u', 'from-the-future', { any: 'thing' }],
      ],
      edges: ['m.next > u', 'u.error > m'],
    });
    await talk.say('x');
    expect(talk.told('turn.failed')).toMatchObject([{ error: { code: 'STEP_KIND_UNKNOWN' } }]);
  });

  it('fails on settings that do not fit', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['r', 'reply', { content: 7 }],
      ],
      edges: ['m.next > r'],
    });
    await talk.say('x');
    expect(talk.told('turn.failed')).toMatchObject([{ error: { code: 'STEP_SETTINGS_INVALID' } }]);
  });
});

describe('limits of a turn', () => {
  it('stops a circle at the ceiling of the workspace, which no error port catches', async () => {
    const talk = new Talk({
      workspace: { stepCeiling: 30 },
      steps: [
        ['m', 'message-received'],
        ['set', 'set', { values: [] }],
        ['back', 'ref', { stepId: 'set' }],
        ['r', 'reply', { content: 'caught' }],
      ],
      edges: ['m.next > set', 'set.next > back', 'set.error > r'],
    });
    await talk.say('x');
    expect(talk.events.filter(({ type }) => type === 'step.started')).toHaveLength(30);
    expect(talk.told('turn.failed')).toMatchObject([{ error: { code: 'STEP_CEILING' } }]);
  });

  it('fails a step whose result makes args larger than 16 KB, before anything of it is kept', async () => {
    const sketch = {
      steps: [
        ['m', 'message-received'] as const,
        ['c', 'code', { code: 'x' }] as const,
        ['r', 'reply', { content: '{{args.error.code}}' }] as const,
      ],
    };
    const runCode = () => ({ big: 'é'.repeat(8200) });
    const uncaught = new Talk({ ...sketch, edges: ['m.next > c'] }, { runCode });
    await uncaught.say('x');
    expect(uncaught.told('turn.failed')).toMatchObject([{ error: { code: 'ARGS_TOO_LARGE' } }]);

    const caught = new Talk({ ...sketch, edges: ['m.next > c', 'c.error > r'] }, { runCode });
    await caught.say('x');
    expect(caught.replies()).toEqual(['ARGS_TOO_LARGE']);
    expect(caught.state.stack[0]?.args).not.toHaveProperty('big');
  });

  it('fails a turn that leaves more than 32 KB of state', async () => {
    const subs = ['a', 'b', 'c'];
    const talk = new Talk(
      {
        steps: [
          ['m', 'message-received'],
          ['c', 'code', { code: 'x' }],
          ['go', 'workflow', { workflowId: 'a' }],
          ...subs.flatMap(
            (name, index) =>
              [
                [`${name}/e`, 'entered'],
                [`${name}/go`, 'workflow', { workflowId: subs[index + 1] ?? 'last' }],
              ] as const,
          ),
          ['last/e', 'entered'],
        ],
        edges: ['m.next > c', 'c.next > go', ...subs.map((name) => `${name}/e.next > ${name}/go`)],
      },
      { runCode: () => ({ big: 'x'.repeat(12_000) }) },
    );
    expect(await talk.say('x')).toMatchObject({ outcome: 'failed' });
    expect(talk.told('turn.failed')).toMatchObject([{ error: { code: 'STATE_TOO_LARGE' } }]);
    expect(talk.state.stack).toHaveLength(1);
  });

  it('drops keys that reach prototypes, and keeps args without one', async () => {
    const result: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":1,"prototype":2,"ok":3}');
    const talk = new Talk(
      {
        steps: [
          ['m', 'message-received'],
          ['c', 'code', { code: 'x' }],
        ],
        edges: ['m.next > c'],
      },
      { runCode: () => Object.assign(Object.create(null), result, { ok: 3 }) },
    );
    await talk.say('x');
    const args = talk.state.stack[0]?.args ?? {};
    expect(Object.keys(args)).toEqual(['content', 'ok']);
    expect(Object.getPrototypeOf(args)).toBeNull();
  });
});

describe('asked before each step', () => {
  const sketch = {
    steps: [
      ['m', 'message-received'],
      ['one', 'reply', { content: '{{args.content}}' }],
      ['two', 'reply', { content: 'two' }],
    ] as const,
    edges: ['m.next > one', 'one.next > two'],
  };

  it('goes on with a replaced state', async () => {
    const talk = new Talk(sketch, {
      beforeStep: async ({ stepId, state }) =>
        stepId === 'one'
          ? { do: 'replace', state: withArgs(state, { content: 'edited' }) }
          : { do: 'continue' },
    });
    await talk.say('x');
    expect(talk.replies()).toEqual(['edited', 'two']);
  });

  it('goes elsewhere', async () => {
    const talk = new Talk(sketch, {
      beforeStep: async ({ stepId }) => (stepId === 'one' ? { do: 'go', stepId: 'two' } : { do: 'continue' }),
    });
    await talk.say('x');
    expect(talk.replies()).toEqual(['two']);
  });

  it('fails when it is sent to a step that is not in the active workflow', async () => {
    const talk = new Talk(sketch, { beforeStep: async () => ({ do: 'go', stepId: 'nowhere' }) });
    await talk.say('x');
    expect(talk.told('turn.failed')).toMatchObject([{ error: { code: 'STEP_NOT_FOUND' } }]);
  });

  it('stops the turn, which rests without a fallback message', async () => {
    const talk = new Talk(sketch, {
      beforeStep: async ({ stepId }) => ({ do: stepId === 'two' ? 'abort' : 'continue' }),
    });
    expect(await talk.say('x')).toMatchObject({ outcome: 'aborted' });
    expect(talk.replies()).toEqual(['x']);
  });

  it('sees the state of the step and how many ran', async () => {
    const seen: unknown[] = [];
    const talk = new Talk(sketch, {
      beforeStep: async ({ stepId, stepCount, state }) => {
        seen.push([stepId, stepCount, state.stack[0]?.args['content']]);
        return { do: 'continue' };
      },
    });
    await talk.say('x');
    expect(seen).toEqual([
      ['m', 0, 'x'],
      ['one', 1, 'x'],
      ['two', 2, 'x'],
    ]);
  });
});

describe('cancelling', () => {
  it('stops a turn that waits for an effect, even when the driver does not', async () => {
    const controller = new AbortController();
    const talk = new Talk(
      {
        steps: [
          ['m', 'message-received'],
          ['c', 'code', { code: 'x' }],
          ['r', 'reply', { content: 'caught' }],
        ],
        edges: ['m.next > c', 'c.error > r'],
      },
      {
        signal: controller.signal,
        driver: { perform: () => Promise.race([]) },
        emit: ({ type }) => {
          if (type === 'effect.started') controller.abort();
        },
      },
    );
    expect(await talk.say('x')).toMatchObject({ outcome: 'aborted' });
    expect(talk.events.slice(-2)).toMatchObject([
      { type: 'step.ended', id: 'c', outcome: 'error', error: { code: 'TURN_ABORTED' } },
      { type: 'turn.ended', outcome: 'aborted' },
    ]);
    expect(talk.state.wait).toBeUndefined();
  });
});

describe('cancelling at the very end', () => {
  it('aborts a turn that only reads the clock for its watch for silence', async () => {
    const controller = new AbortController();
    const talk = new Talk(
      {
        steps: [
          ['m', 'message-received'],
          ['n', 'no-activity'],
        ],
      },
      {
        signal: controller.signal,
        driver: { perform: () => Promise.race([]) },
        emit: ({ type }) => {
          if (type === 'effect.started') controller.abort();
        },
      },
    );
    expect(await talk.say('x')).toMatchObject({ outcome: 'aborted' });
    expect(talk.replies()).toEqual([]);
  });
});

describe('who speaks', () => {
  it('is the assistant of the reply, or the primary one when there is none', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['one', 'reply', { content: 'one', assistantId: 'ada' }],
        ['two', 'reply', { content: 'two', assistantId: 'gone' }],
        ['three', 'reply', { content: 'three' }],
      ],
      edges: ['m.next > one', 'one.next > two', 'two.next > three'],
    });
    const result = await talk.say('x');
    expect(talk.told('reply')).toMatchObject([
      { id: 'r:m1:1', assistantId: 'ada' },
      { id: 'r:m1:2', assistantId: 'bot' },
      { id: 'r:m1:3', assistantId: 'bot' },
    ]);
    expect(result?.newMessages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'assistant',
      'assistant',
    ]);
  });

  it('keeps the ids of the latest 20 messages', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['r', 'reply', { content: 'ok' }],
      ],
      edges: ['m.next > r'],
    });
    for (let count = 0; count < 15; count += 1) await talk.say('x');
    expect(talk.state.messages).toHaveLength(20);
    expect(talk.state.messages.at(-1)).toBe('r:m15:1');
  });
});

describe('the console of a script that failed', () => {
  it('stays out of the error events', async () => {
    const noisy = testKind('noisy', () => {
      throw new AppError('CODE_THROWN', 'It broke.', {
        details: { line: 3, console: Array.from({ length: 500 }, () => 'a line') },
      });
    });
    const talk = new Talk(
      {
        steps: [
          ['m', 'message-received'],
          ['n', 'noisy'],
        ],
        edges: ['m.next > n'],
      },
      { kinds: [noisy] },
    );
    await talk.say('x');
    expect(talk.told('turn.failed')).toMatchObject([{ error: { details: { line: 3 } } }]);
  });
});
