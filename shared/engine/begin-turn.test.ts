import { describe, expect, it } from 'vitest';
import { Talk } from '#tests/helpers/talk.ts';

const options = [
  { id: 'a', label: 'Small', value: 's' },
  { id: 'b', label: 'Large', value: 'l' },
];

describe('where a turn begins', () => {
  it('starts the entry of the trigger with the message as content, and the start with nothing', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['m', 'message-received'],
        ['hi', 'reply', { content: 'hi' }],
      ],
      edges: ['s.next > hi'],
    });
    await talk.start();
    expect(talk.state.stack[0]?.args).toEqual({});
    await talk.say('hello');
    expect(talk.state.stack[0]?.args).toEqual({ content: 'hello' });
    expect(talk.state.customerTurns).toBe(2);
  });

  it('says that there is no entry and does nothing else, keeping the message', async () => {
    const talk = new Talk({ steps: [['s', 'conversation-started']] });
    const result = await talk.say('hello');
    expect(result?.events.map(({ type }) => type)).toEqual([
      'turn.started',
      'message.received',
      'no_entry',
      'turn.ended',
    ]);
    expect(talk.state.messages).toEqual(['m1']);
  });

  it('goes on at the wait with a trigger it accepts, keeping args', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['ask', 'choice', { content: 'Size?', options, saveAs: 'size' }],
        ['r', 'reply', { content: '{{args.content}}/{{args.size}}' }],
      ],
      edges: ['m.next > ask', 'ask.next > r'],
    });
    await talk.say('order');
    expect(talk.state.wait?.offered?.map(({ value }) => value)).toEqual(['s', 'l']);
    await talk.pick('l');
    expect(talk.replies()).toEqual(['Size?', 'order/l']);
    expect(talk.state).toMatchObject({ generation: 1 });
    expect(talk.state.wait).toBeUndefined();
  });

  it('cancels a choice whose message port is not connected, and gives the message to the entry', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['ask', 'choice', { content: 'Size?', options }],
        ['m', 'message-received'],
        ['r', 'reply', {}],
      ],
      edges: ['s.next > ask', 'm.next > r'],
    });
    await talk.start();
    await talk.say('what?');
    expect(talk.told('wait.cancelled', 'step.started', 'reply')).toMatchObject([
      { id: 's' },
      { id: 'ask' },
      { type: 'wait.cancelled', stepId: 'ask' },
      { id: 'm' },
      { id: 'r' },
      { type: 'reply', content: 'what?' },
    ]);
  });

  it('takes the message port of a wait when it is connected', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['ask', 'choice', { content: 'Size?', options }],
        ['r', 'reply', { content: 'Please pick.' }],
      ],
      edges: ['s.next > ask', 'ask.message > r'],
    });
    await talk.start();
    await talk.say('what?');
    expect(talk.replies()).toEqual(['Size?', 'Please pick.']);
  });

  it('closes a choice that timed out without a connected port, and nothing else', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['ask', 'choice', { content: 'Size?', options, timeoutSeconds: 60 }],
      ],
      edges: ['s.next > ask'],
    });
    await talk.start();
    await talk.skipTime(60);
    expect(talk.state.wait).toBeUndefined();
    expect(talk.replies()).toEqual(['Size?']);
  });

  it('searches the entry from the active workflow outwards and pops the frames above it', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['go', 'workflow', { workflowId: 'sub', initial: 'start' }],
        ['sub/e', 'entered'],
      ],
      edges: ['m.next > go'],
    });
    await talk.say('one');
    expect(talk.state.stack.map(({ workflowId }) => workflowId)).toEqual(['main', 'sub']);
    talk.events.length = 0;
    await talk.say('two');
    expect(talk.told('frame.popped', 'step.started')).toMatchObject([
      { type: 'frame.popped', workflowId: 'sub', depth: 1 },
      { id: 'm', args: { content: 'two' } },
      { id: 'go' },
      { id: 'sub-e' },
    ]);
  });

  it('keeps the frames when no workflow on the stack has the entry', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['go', 'workflow', { workflowId: 'sub', initial: 'idle' }],
        ['sub/n', 'no-activity'],
      ],
      edges: ['s.next > go'],
    });
    await talk.start();
    await talk.say('hello');
    expect(talk.told('no_entry')).toHaveLength(1);
    expect(talk.state.stack).toHaveLength(2);
  });
});
