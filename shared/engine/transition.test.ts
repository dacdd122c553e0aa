import { describe, expect, it } from 'vitest';
import { Talk } from '#tests/helpers/talk.ts';

const to = (workflowId: string, initial = 'start') => ({ workflowId, initial });
const back = (initial: string) => ({ target: 'parent', initial });

describe('jumps and returns', () => {
  it('gives a started workflow a copy of args, and merges its args back where it continues at returned', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['set', 'set', { values: [{ id: 'v', name: 'plan', value: 'pro' }] }],
        ['go', 'workflow', to('sub')],
        ['r', 'reply', { content: '{{args.content}} {{args.plan}} {{args.seats}}' }],
        ['sub/e', 'entered'],
        ['sub/set', 'set', { values: [{ id: 'v', name: 'seats', value: '{{ 3 | plus: 1 }}' }] }],
        ['sub/back', 'workflow', back('start')],
      ],
      edges: [
        'm.next > set',
        'set.next > go',
        'go.returned > r',
        'sub/e.next > sub/set',
        'sub/set.next > sub/back',
      ],
    });
    await talk.say('buy');
    expect(talk.events.find((event) => event.type === 'step.started' && event.id === 'sub-e')).toMatchObject({
      args: { content: 'buy', plan: 'pro' },
    });
    expect(talk.state.stack).toEqual([
      { workflowId: 'main', args: { content: 'buy', plan: 'pro', seats: 4 } },
    ]);
    expect(talk.told('frame.pushed', 'frame.popped', 'reply')).toMatchObject([
      { type: 'frame.pushed', workflowId: 'sub', depth: 1 },
      { type: 'frame.popped', workflowId: 'sub', depth: 1 },
      { content: 'buy pro 4' },
    ]);
  });

  it('starts a workflow without an entered step at its message entry, with the current message', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['go', 'workflow', to('sub')],
        ['sub/m', 'message-received'],
        ['sub/r', 'reply', {}],
      ],
      edges: ['m.next > go', 'sub/m.next > sub/r'],
    });
    await talk.say('hello');
    expect(talk.replies()).toEqual(['hello']);
  });

  it.each([
    ['has neither entry', [] as const],
    ['has only a message entry while there is no message', [['sub/m', 'message-received']] as const],
  ])('fails with WORKFLOW_NO_ENTRY when the workflow %s', async (_case, entries) => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['go', 'workflow', to('sub')],
        ['sub/r', 'reply', { content: 'x' }],
        ...entries,
      ],
      edges: ['s.next > go'],
    });
    await talk.start();
    expect(talk.told('turn.failed')).toMatchObject([{ error: { code: 'WORKFLOW_NO_ENTRY' } }]);
    expect(talk.state.stack).toHaveLength(1);
  });

  it('makes a workflow active and waits for the next trigger in mode idle', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['go', 'workflow', to('sub', 'idle')],
        ['sub/e', 'entered'],
        ['sub/m', 'message-received'],
        ['sub/r', 'reply', { content: 'sub: {{args.content}}' }],
      ],
      edges: ['s.next > go', 'sub/m.next > sub/r'],
    });
    expect(await talk.start()).toMatchObject({ outcome: 'idle' });
    await talk.say('hello');
    expect(talk.replies()).toEqual(['sub: hello']);
  });

  it('unwinds to a workflow that is on the stack already, so that going round never grows', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['e', 'entered'],
        ['go', 'workflow', to('triage')],
        ['triage/e', 'entered'],
        ['triage/go', 'workflow', to('main')],
      ],
      edges: ['m.next > go', 'triage/e.next > triage/go'],
    });
    for (let count = 0; count < 20; count += 1) await talk.say('again');
    expect(talk.state.stack.map(({ workflowId }) => workflowId)).toEqual(['main']);
    expect(talk.events.at(-2)).toMatchObject({ type: 'dead_end', id: 'e' });
  });

  it('refuses to go deeper than 16 workflows, at the error port when connected', async () => {
    const names = Array.from({ length: 16 }, (_, index) => `w${index}`);
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['go', 'workflow', to('w0')],
        ...names.flatMap(
          (name, index) =>
            [
              [`${name}/e`, 'entered'],
              [`${name}/go`, 'workflow', to(`w${index + 1}`)],
              [`${name}/r`, 'reply', { content: '{{args.error.code}}' }],
            ] as const,
        ),
        ['w16/e', 'entered'],
      ],
      edges: [
        'm.next > go',
        ...names.flatMap((name) => [`${name}/e.next > ${name}/go`, `${name}/go.error > ${name}/r`]),
      ],
    });
    await talk.say('down');
    // Underscores are escaped nowhere inside a word.
    expect(talk.replies()).toEqual(['TOO_DEEP']);
    expect(talk.state.stack).toHaveLength(16);
  });

  it('waits for the next trigger after a return to an unconnected port, or in mode idle', async () => {
    for (const [initial, edges] of [
      ['start', []],
      ['idle', ['go.returned > r']],
    ] as const) {
      const talk = new Talk({
        steps: [
          ['m', 'message-received'],
          ['go', 'workflow', to('sub')],
          ['r', 'reply', { content: 'returned' }],
          ['sub/e', 'entered'],
          ['sub/back', 'workflow', back(initial)],
        ],
        edges: ['m.next > go', 'sub/e.next > sub/back', ...edges],
      });
      expect(await talk.say('x')).toMatchObject({ outcome: 'idle' });
      expect(talk.state.stack).toHaveLength(1);
      expect(talk.replies()).toEqual([]);
    }
  });

  it('fails with NO_PARENT when nothing is below', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['back', 'workflow', back('start')],
      ],
      edges: ['m.next > back'],
    });
    await talk.say('x');
    expect(talk.told('turn.failed')).toMatchObject([{ error: { code: 'NO_PARENT' } }]);
  });

  it('ends a turn at a port that is not connected, and keeps the workflow active', async () => {
    const talk = new Talk({ steps: [['m', 'message-received']] });
    await talk.say('x');
    expect(talk.told('edge.taken', 'dead_end', 'turn.ended')).toMatchObject([
      { type: 'dead_end', id: 'm', port: 'next' },
      { outcome: 'idle' },
    ]);
  });

  it('goes on at the step that a ref names', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['m', 'message-received'],
        ['ref', 'ref', { stepId: 'hi' }],
        ['hi', 'reply', { content: 'hi' }],
      ],
      edges: ['s.next > hi', 'm.next > ref'],
    });
    await talk.say('x');
    expect(talk.told('step.ended', 'edge.taken', 'reply')).toMatchObject([
      { id: 'm' },
      { from: 'm' },
      { id: 'ref', port: 'target' },
      { content: 'hi' },
      { id: 'hi' },
    ]);
  });
});
