import { describe, expect, it } from 'vitest';
import { Talk } from '#tests/helpers/talk.ts';

const options = [{ id: 'a', label: 'Yes', value: true }];

function asking() {
  return new Talk({
    steps: [
      ['s', 'conversation-started'],
      ['ask', 'choice', { content: 'Sure?', options, timeoutSeconds: 60 }],
      ['late', 'reply', { content: 'Too late.' }],
      ['ok', 'reply', { content: 'Fine.' }],
      ['m', 'message-received'],
      ['echo', 'reply', {}],
    ],
    edges: ['s.next > ask', 'ask.next > ok', 'ask.timeout > late', 'm.next > echo'],
  });
}

describe('the order of triggers', () => {
  it('delivers a timer that was due before a message first, so that its pick is stale', async () => {
    const talk = asking();
    await talk.start();
    talk.now += 60_001;
    expect(await talk.pick(true)).toMatchObject({ outcome: 'refused' });
    expect(talk.replies()).toEqual(['Sure?', 'Too late.']);
  });

  it('lets the message win a tie', async () => {
    const talk = asking();
    await talk.start();
    talk.now += 60_000;
    await talk.pick(true);
    expect(talk.replies()).toEqual(['Sure?', 'Fine.']);
  });

  it('runs timers at their own time when time is skipped, however far', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['w', 'wait', { seconds: 10 }],
        ['r', 'reply', { content: '{{ now | date: "%M:%S" }}' }],
        ['back', 'ref', { stepId: 'w' }],
      ],
      edges: ['s.next > w', 'w.next > r', 'r.next > back'],
    });
    talk.now = 0;
    await talk.start();
    await talk.skipTime(35);
    expect(talk.replies()).toEqual(['00:10', '00:20', '00:30']);
    expect(talk.state.wait?.timers[0]?.dueAt).toBe(40_000);
  });

  it('gives timers, their turns and replies ids of their own', async () => {
    const talk = asking();
    await talk.start();
    await talk.skipTime(60);
    expect(talk.told('reply', 'choice', 'turn.started')).toMatchObject([
      { turnId: 'm1' },
      { id: 'r:m1:1' },
      { turnId: 't:c:0', trigger: 'timeout' },
      { id: 'r:t:c:0:1' },
    ]);
  });

  it('stops after a number of timers, so that skipping a year through a loop ends', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['w', 'wait', { seconds: 1 }],
        ['back', 'ref', { stepId: 'w' }],
      ],
      edges: ['s.next > w', 'w.next > back'],
    });
    await talk.start();
    await talk.skipTime(366 * 24 * 3600);
    expect(talk.state.generation).toBe(1000);
  });

  it('does not deliver the message when a timer before it was stopped', async () => {
    let isStopping = false;
    const talk = new Talk(
      {
        steps: [
          ['s', 'conversation-started'],
          ['w', 'wait', { seconds: 60 }],
          ['m', 'message-received'],
        ],
        edges: ['s.next > w'],
      },
      { beforeStep: () => Promise.resolve({ do: isStopping ? 'abort' : 'continue' }) },
    );
    await talk.start();
    isStopping = true;
    talk.now += 61_000;
    expect(await talk.say('hello')).toMatchObject({ outcome: 'aborted' });
    expect(talk.state.messages).toEqual([]);
  });
});
