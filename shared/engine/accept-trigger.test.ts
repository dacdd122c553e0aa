import { describe, expect, it } from 'vitest';
import { Talk } from '#tests/helpers/talk.ts';

const options = [
  { id: 'a', label: 'Small', value: 1 },
  { id: 'b', label: 'Large Box', value: 2 },
];

function asking(settings = {}) {
  return new Talk({
    steps: [
      ['s', 'conversation-started'],
      ['ask', 'choice', { content: 'Size?', options, saveAs: 'size', timeoutSeconds: 60, ...settings }],
      ['again', 'choice', { content: 'Sure?', options, saveAs: 'sure' }],
      ['m', 'message-received'],
    ],
    edges: ['s.next > ask', 'ask.next > again'],
  });
}

describe('what happens before a turn exists', () => {
  it.each([
    ['that was not offered', 3, undefined, 'PICK_NOT_OFFERED'],
    ['of another JSON type', '1', undefined, 'PICK_NOT_OFFERED'],
    ['for a choice that is no longer open', 1, 'r:other:1', 'PICK_STALE'],
  ])('refuses a pick %s and changes nothing', async (_case, value, choiceId, code) => {
    const talk = asking();
    await talk.start();
    const before = talk.state;
    const result = await talk.pick(value, choiceId);
    expect(result).toMatchObject({
      outcome: 'refused',
      newMessages: [],
      events: [{ type: 'message.refused', error: { code } }],
    });
    expect(talk.state).toBe(before);
  });

  it('refuses a second pick of the same choice', async () => {
    const talk = asking();
    await talk.start();
    const first = talk.state.wait?.messageId ?? '';
    await talk.pick(1, first);
    expect(await talk.pick(2, first)).toMatchObject({ outcome: 'refused' });
    expect(talk.state.wait?.stepId).toBe('again');
  });

  it('refuses a pick when nothing was asked', async () => {
    const talk = new Talk({ steps: [['m', 'message-received']] });
    expect(await talk.pick(1)).toMatchObject({ events: [{ error: { code: 'PICK_STALE' } }] });
  });

  it('takes a typed label as a pick only when the choice says so', async () => {
    const off = asking();
    await off.start();
    await off.say('large box');
    expect(off.told('turn.started')).toMatchObject([{ trigger: 'start' }, { trigger: 'message' }]);

    const on = asking({ isTypedLabelPick: true });
    await on.start();
    const result = await on.say('  large   BOX ');
    expect(result?.newMessages[0]).toMatchObject({ content: '  large   BOX ', choice: { value: 2 } });
    expect(on.state.stack[0]?.args).toEqual({ size: 2 });
  });

  it('refuses messages to a closed conversation', async () => {
    const talk = new Talk({
      steps: [
        ['s', 'conversation-started'],
        ['x', 'end'],
      ],
      edges: ['s.next > x'],
    });
    await talk.start();
    expect(talk.state.status).toBe('closed');
    expect(await talk.say('hello?')).toMatchObject({
      outcome: 'refused',
      events: [{ error: { code: 'CONVERSATION_CLOSED' } }],
    });
  });

  it('ignores a timer of another generation, and one that does not exist', async () => {
    const talk = asking();
    await talk.start();
    const timer = talk.state.wait?.timers[0];
    const base = { kind: 'timeout', id: 'x', acceptedAt: talk.now } as const;
    for (const stale of [
      { timerId: timer?.id ?? '', generation: 1 },
      { timerId: 't:c:9', generation: 0 },
    ]) {
      expect(await talk.trigger({ ...base, ...stale })).toMatchObject({
        outcome: 'ignored',
        events: [{ type: 'timer.ignored', timerId: stale.timerId }],
      });
    }
    expect(talk.state.wait?.stepId).toBe('ask');
  });

  it('ignores the timer of a wait that was left', async () => {
    const talk = asking();
    await talk.start();
    const timerId = talk.state.wait?.timers[0]?.id ?? '';
    await talk.pick(1);
    const late = await talk.trigger({
      kind: 'timeout',
      id: 'x',
      acceptedAt: talk.now,
      timerId,
      generation: 0,
    });
    expect(late?.outcome).toBe('ignored');
  });
});
