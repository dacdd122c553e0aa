import { describe, expect, it } from 'vitest';
import { type ProjectSketch, Talk } from '#tests/helpers/talk.ts';
import { nextDueTimer } from './due-timers.ts';
import { operatorJoins, operatorLeaves } from './operator.ts';

const base: ProjectSketch = {
  steps: [
    ['m', 'message-received'],
    ['echo', 'reply', {}],
    ['n', 'no-activity', { seconds: 60 }],
    ['nudge', 'reply', { content: 'Still there?' }],
  ],
  edges: ['m.next > echo', 'n.next > nudge'],
};

describe('no activity', () => {
  it('fires once after a turn of the customer, and again only after the next one', async () => {
    const talk = new Talk(base);
    await talk.say('hi');
    await talk.skipTime(59);
    expect(talk.replies()).toEqual(['hi']);
    await talk.skipTime(1);
    expect(talk.told('turn.started', 'reply')).toMatchObject([
      { trigger: 'timeout' },
      { content: 'Still there?' },
    ]);
    expect(talk.state.stack[0]?.args).toEqual({});
    await talk.skipTime(1000);
    expect(talk.replies()).toEqual([]);
    await talk.say('yes');
    await talk.skipTime(60);
    expect(talk.replies()).toEqual(['yes', 'Still there?']);
  });

  it('starts over with each message', async () => {
    const talk = new Talk(base);
    await talk.say('one');
    await talk.skipTime(40);
    await talk.say('two');
    await talk.skipTime(40);
    expect(talk.replies()).toEqual(['one', 'two']);
    await talk.skipTime(20);
    expect(talk.replies()).toEqual(['Still there?']);
  });

  it('is not armed while another timer is pending, and is while a choice waits for ever', async () => {
    const options = [{ id: 'a', label: 'A', value: 'a' }];
    for (const [timeoutSeconds, expected] of [
      [600, 't:c:0'],
      [null, 'n:c:1'],
    ] as const) {
      const talk = new Talk({
        steps: [...base.steps, ['ask', 'choice', { content: '?', options, timeoutSeconds }]],
        edges: ['m.next > ask', 'n.next > nudge'],
      });
      await talk.say('hi');
      expect(nextDueTimer(talk.state)?.id).toBe(expected);
    }
  });

  it('belongs to the active workflow alone', async () => {
    const talk = new Talk({
      steps: [...base.steps, ['go', 'workflow', { workflowId: 'sub' }], ['sub/e', 'entered']],
      edges: ['m.next > go'],
    });
    await talk.say('hi');
    expect(talk.state.noActivity).toBeUndefined();
  });

  it('is not armed after a turn that failed or closed the conversation', async () => {
    for (const last of [
      ['x', 'end'],
      ['x', 'unknown-kind'],
    ] as const) {
      const talk = new Talk({ steps: [...base.steps, last], edges: ['m.next > x'] });
      await talk.say('hi');
      expect(nextDueTimer(talk.state)).toBeUndefined();
      expect(talk.state.noActivity).toBeUndefined();
    }
  });
});

describe('an operator', () => {
  it('gets messages stored without a turn, and suspends timers, which go on with the time they had left', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        [
          'ask',
          'choice',
          { content: '?', options: [{ id: 'a', label: 'A', value: 'a' }], timeoutSeconds: 60 },
        ],
        ['late', 'reply', { content: 'late' }],
        ['typed', 'reply', { content: 'typed' }],
      ],
      edges: ['s.next > ask', 'ask.timeout > late', 'ask.message > typed'],
    });
    await talk.start();
    await talk.skipTime(20);
    const joined = operatorJoins(talk.state, talk.now);
    talk.state = joined.state;
    expect(joined.events).toEqual([{ type: 'operator.joined' }]);
    expect(talk.state.participants).toContainEqual({ role: 'operator', active: true });

    talk.told();
    expect(await talk.say('help')).toMatchObject({ outcome: 'stored' });
    expect(talk.told('message.received', 'message.stored', 'turn.started')).toMatchObject([
      { type: 'message.received', content: 'help' },
      { type: 'message.stored' },
    ]);
    await talk.skipTime(100);
    expect(talk.replies()).toEqual([]);

    const left = operatorLeaves(talk.state, talk.now);
    talk.state = left.state;
    expect(left.events).toMatchObject([{ type: 'operator.left' }, { type: 'timer.set', stepId: 'ask' }]);
    await talk.skipTime(39);
    expect(talk.replies()).toEqual([]);
    await talk.say('hello');
    expect(talk.replies()).toEqual(['typed']);
  });

  it('changes nothing by joining twice or leaving without having joined', async () => {
    const talk = new Talk(base);
    expect(operatorLeaves(talk.state, 5).state).toBe(talk.state);
    const joined = operatorJoins(talk.state, 5).state;
    expect(operatorJoins(joined, 9).state).toBe(joined);
  });

  it('silences the watch for silence once the customer wrote to them', async () => {
    const talk = new Talk(base);
    await talk.say('hi');
    talk.state = operatorJoins(talk.state, talk.now).state;
    await talk.say('to the operator');
    talk.state = operatorLeaves(talk.state, talk.now).state;
    expect(nextDueTimer(talk.state)).toBeUndefined();
  });
});
