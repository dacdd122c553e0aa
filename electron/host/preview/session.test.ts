import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { compileFlow } from '#shared/engine/compile-flow.ts';
import type { EffectResponse } from '#shared/engine/effects.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import { SessionClock } from './session-clock.ts';
import { askingProject, projectOf, testSession, testStart } from './session.testing.ts';

/** A code step that runs until the test lets it. */
function gatedCode() {
  const started = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<EffectResponse<'code.run'>>();
  return {
    started: started.promise,
    open: () => gate.resolve({ result: {}, console: [] }),
    runCode: async () => {
      started.resolve();
      return gate.promise;
    },
  };
}

const slowProject = projectOf(
  [
    ['wrote', 'message-received'],
    ['work', 'code', { code: 'export default () => ({})' }],
    ['echo', 'reply', { content: 'You wrote: {{args.content}}' }],
  ],
  [
    ['wrote', 'next', 'work'],
    ['work', 'next', 'echo'],
  ],
);

describe('order', () => {
  test('messages sent at once run one after the other, in the order they came', async () => {
    const { session, transcript } = testSession(slowProject);
    await session.start();
    await Promise.all(['one', 'two', 'three'].map((content) => session.say(content)));
    expect(transcript()).toEqual([
      'user: one',
      'assistant: You wrote: one',
      'user: two',
      'assistant: You wrote: two',
      'user: three',
      'assistant: You wrote: three',
    ]);
  });

  test('a timer that was due before a message runs before it', async () => {
    const { session, pass, transcript } = testSession(askingProject);
    await session.start();
    pass(60.001);
    await session.say('Hello?');
    expect(transcript()).toEqual([
      'assistant: Which plan?',
      'assistant: Still there?',
      'user: Hello?',
      'assistant: You wrote: Hello?',
    ]);
  });

  test('a timer that is due with a message does not run', async () => {
    const { session, pass, events } = testSession(askingProject);
    await session.start();
    pass(60);
    await session.pick(session.view().openChoiceId ?? '', 'pro');
    expect(events('turn.started').map(({ trigger }) => trigger)).toEqual(['start', 'choice']);
  });

  test('more than a hundred calls at once are refused', async () => {
    const { session } = testSession(slowProject);
    const settled = await Promise.allSettled(Array.from({ length: 101 }, () => session.say('again')));
    expect(settled.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'INVALID_INPUT' } },
    ]);
  });

  test('a message that is too long is refused', async () => {
    const { session } = testSession(slowProject);
    await expect(session.say('x'.repeat(20_001))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('time', () => {
  const reminders = projectOf(
    [
      ['one', 'wait', { seconds: 60 }],
      ['first', 'reply', { content: 'First' }],
      ['two', 'wait', { seconds: 30 }],
      ['second', 'reply', { content: 'Second' }],
    ],
    [
      ['started', 'next', 'one'],
      ['one', 'next', 'first'],
      ['first', 'next', 'two'],
      ['two', 'next', 'second'],
    ],
  );

  test('a skip runs every timer at its own time, also one that an earlier one set', async () => {
    const { session } = testSession(reminders);
    await session.start();
    await session.skipTime(100);
    const replies = session.records.filter(({ event }) => event.type === 'reply');
    expect(replies.map(({ at }) => at - testStart)).toEqual([60_000, 90_000]);
    expect(session.view().clock).toBe(testStart + 100_000);
  });

  test('a skip that does not reach a timer leaves it set', async () => {
    const { session, events } = testSession(reminders);
    await session.start();
    await session.skipTime(59.999);
    expect(events('reply')).toEqual([]);
    expect(session.view().nextTimerAt).toBe(testStart + 60_000);
  });

  test('a skip over more timers than anyone can mean stops, says so, and the conversation goes on', async () => {
    const { session, events } = testSession(
      projectOf(
        [
          ['pause', 'wait', { seconds: 1 }],
          ['again', 'ref', { stepId: 'pause' }],
        ],
        [
          ['started', 'next', 'pause'],
          ['pause', 'next', 'again'],
        ],
      ),
    );
    await session.start();
    await expect(session.skipTime(1_000_000)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const stoppedAt = events('turn.started').at(-1);
    await session.skipTime(2);
    expect(events('turn.started').at(-1)).not.toEqual(stoppedAt);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('skipping %s seconds is refused', async (seconds) => {
    const { session } = testSession(reminders);
    await expect(session.skipTime(seconds)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('with real timers a timer runs by itself when its time comes', async () => {
    const changed = Promise.withResolvers<void>();
    const { session, transcript } = testSession(askingProject, {
      clock: new SessionClock(Date.now),
      hasRealTimers: true,
      onChange: () => changed.resolve(),
    });
    await session.start();
    await session.skipTime(59.99);
    // A real timer alone does not keep a process alive.
    const keepAlive = setInterval(() => undefined, 1000);
    await changed.promise;
    clearInterval(keepAlive);
    expect(transcript()).toEqual(['assistant: Which plan?', 'assistant: Still there?']);
    session.close();
  });
});

describe('choices', () => {
  test('the open choice is answered once: another pick is refused and changes nothing', async () => {
    const { session, events, transcript } = testSession(askingProject);
    await session.start();
    const choiceId = session.view().openChoiceId ?? '';
    await session.pick(choiceId, 'pro');
    const said = transcript();
    expect(said).toEqual(['assistant: Which plan?', 'user: Pro', 'assistant: You have pro.']);
    await session.pick(choiceId, 'free');
    expect(transcript()).toEqual(said);
    expect(events('message.refused')).toMatchObject([{ error: { code: 'PICK_STALE' } }]);
  });

  test('a value that was not offered is refused', async () => {
    const { session, events } = testSession(askingProject);
    await session.start();
    await session.pickShown('Gold');
    expect(events('message.refused')).toMatchObject([{ error: { code: 'PICK_NOT_OFFERED' } }]);
    expect(session.view().openChoiceId).not.toBeNull();
  });

  test('the view shows the options, which is open, and what was picked', async () => {
    const { session } = testSession(askingProject);
    await session.start();
    const { openChoiceId, waitingStepId, transcript } = session.view();
    expect({ openChoiceId, waitingStepId }).toEqual({
      openChoiceId: transcript[0]?.id,
      waitingStepId: 'ask',
    });
    await session.pickShown('Pro');
    expect(session.view()).toMatchObject({
      openChoiceId: null,
      waitingStepId: null,
      transcript: [{ picked: 'pro', options: [{ label: 'Free' }, { label: 'Pro' }] }, {}, {}],
    });
  });
});

describe('edits of the flow', () => {
  test('an edit that takes the waiting step away cancels the wait', async () => {
    const { session, events, transcript } = testSession(askingProject);
    await session.start();
    const without = { ...askingProject, steps: askingProject.steps.filter(({ id }) => id !== 'ask') };
    await session.moveTo(compileFlow(without, executors));
    await session.say('Hi');
    expect(events('flow.moved')).toEqual([{ type: 'flow.moved', waitCancelled: true, framesUnwound: 0 }]);
    expect(transcript().at(-1)).toBe('assistant: You wrote: Hi');
  });

  test('a running turn ends on the flow it began with, the next one runs on the new one', async () => {
    const code = gatedCode();
    const { session, transcript } = testSession(slowProject, { runCode: code.runCode });
    await session.start();
    const first = session.say('one');
    await code.started;
    const edited = projectOf(
      [
        ['wrote', 'message-received'],
        ['echo', 'reply', { content: 'New: {{args.content}}' }],
      ],
      [['wrote', 'next', 'echo']],
    );
    const moved = session.moveTo(compileFlow(edited, executors));
    const second = session.say('two');
    code.open();
    await Promise.all([first, moved, second]);
    expect(transcript()).toEqual([
      'user: one',
      'assistant: You wrote: one',
      'user: two',
      'assistant: New: two',
    ]);
  });
});

describe('stopping', () => {
  test('stop ends the running turn and what waits behind it, and the conversation goes on', async () => {
    const code = gatedCode();
    let isGated = true;
    const { session, events, transcript } = testSession(slowProject, {
      runCode: async () => (isGated ? code.runCode() : { result: {}, console: [] }),
    });
    await session.start();
    const stopped = Promise.allSettled([session.say('one'), session.say('two')]);
    await code.started;
    session.stop();
    code.open();
    expect(await stopped).toMatchObject([
      { reason: { code: 'CANCELLED' } },
      { reason: { code: 'CANCELLED' } },
    ]);
    expect(events('turn.ended').at(-1)).toMatchObject({ outcome: 'aborted' });
    isGated = false;
    await session.say('three');
    expect(transcript().at(-1)).toBe('assistant: You wrote: three');
  });

  test('a closed session takes nothing any more and tells nothing', async () => {
    const told: string[] = [];
    const { session } = testSession(askingProject, { onRecord: ({ event }) => told.push(event.type) });
    session.close();
    await expect(session.start()).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
    await tick();
    expect(told).toEqual([]);
  });
});

test('while an operator is active messages are kept, no turn starts, and timers stand still', async () => {
  const { session, events, pass, transcript } = testSession(askingProject);
  await session.start();
  pass(20);
  await session.operator('join');
  await session.skipTime(100);
  await session.say('Anyone?');
  expect(events('message.stored')).toHaveLength(1);
  expect(session.view().nextTimerAt).toBeNull();
  await session.operator('leave');
  await session.skipTime(39.999);
  expect(events('turn.started')).toHaveLength(1);
  await session.skipTime(0.001);
  expect(transcript()).toEqual(['assistant: Which plan?', 'user: Anyone?', 'assistant: Still there?']);
});

test('a stale timer changes nothing', async () => {
  const { session, events } = testSession(askingProject);
  await session.start();
  await session.fireTimer(-1);
  expect(events('timer.ignored')).toHaveLength(1);
  await session.fireTimer(0);
  expect(events('reply')).toMatchObject([{ content: 'Still there?' }]);
});

const escalatingProject = projectOf(
  [
    ['wrote', 'message-received'],
    ['help', 'escalate', { note: 'Wants: {{args.content}}' }],
    ['told', 'reply', { content: 'Somebody will come.' }],
  ],
  [
    ['wrote', 'next', 'help'],
    ['help', 'next', 'told'],
  ],
);

test('an operator is asked for with the note, takes over, and hands back', async () => {
  const { session } = testSession(escalatingProject);
  await session.start();
  await session.say('a refund');
  expect(session.view()).toMatchObject({
    status: 'escalated',
    operator: 'none',
    escalation: { stepId: 'help', note: 'Wants: a refund' },
  });
  await session.operator('join');
  expect(session.view()).toMatchObject({ status: 'escalated', operator: 'active' });
  await session.operator('leave');
  const { status, operator, escalation, asides, transcript } = session.view();
  expect({ status, operator, escalation }).toEqual({ status: 'open', operator: 'none', escalation: null });
  expect(asides.map(({ afterId, text }) => [afterId, text])).toEqual([
    [transcript[0]?.id, 'An operator is asked for: Wants: a refund'],
    [transcript[1]?.id, 'An operator took over. The bot is silent, and its timers stand still.'],
    [transcript[1]?.id, 'Handed back. The bot answers the next message.'],
  ]);
});

test('a hand-back says at which step the bot still waits, and a closed conversation takes no operator', async () => {
  const { session } = testSession(askingProject);
  await session.start();
  await session.operator('join');
  await session.operator('leave');
  expect(session.view().asides.at(-1)?.text).toBe('Handed back. The bot still waits at “Choice”.');
  await session.operator('join');
  await session.operator('close');
  await session.operator('join');
  expect(session.view()).toMatchObject({ status: 'closed', operator: 'none', nextTimerAt: null });
  expect(session.view().asides).toHaveLength(4);
});
