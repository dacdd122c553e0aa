import { expect, test } from 'vitest';
import type { ModelAnswer } from '#shared/engine/model-request.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { logLimits } from './conversation-log.ts';
import { projectOf, testSession } from './session.testing.ts';

const codeProject = projectOf(
  [
    ['work', 'code', { code: 'export default () => ({})' }],
    ['answer', 'reply', { content: 'Done {{args.missing}}' }],
  ],
  [
    ['started', 'next', 'work'],
    ['work', 'next', 'answer'],
  ],
);

test('a trace row tells what went in, what came out, which way it went, and how long it took', async () => {
  const { session, pass } = testSession(codeProject, {
    runCode: async () => {
      pass(0.25);
      return { result: { total: 3 }, console: [{ level: 'log', text: 'adding' }] };
    },
  });
  await session.start();
  expect(session.view().trace.map(({ seq: _seq, ...row }) => row)).toEqual([
    {
      turnId: 't1',
      stepId: 'started',
      kind: 'conversation-started',
      title: 'Conversation started',
      workflowId: 'main',
      input: {},
      output: {},
      port: 'next',
      durationMs: 0,
      error: null,
      answers: [],
      pick: null,
      notes: [],
      requests: [],
    },
    {
      turnId: 't1',
      stepId: 'work',
      kind: 'code',
      title: 'Code',
      workflowId: 'main',
      input: {},
      output: { total: 3 },
      port: 'next',
      durationMs: 250,
      error: null,
      answers: [],
      pick: null,
      notes: ['console.log: adding'],
      requests: [],
    },
    expect.objectContaining({
      stepId: 'answer',
      port: 'next',
      notes: ['Nothing is connected to "next", so the turn ended here.'],
      requests: [],
    }),
  ]);
});

test('a failed step has its error in words and no way on', async () => {
  const { session } = testSession(codeProject, {
    runCode: async () => {
      throw new AppError('CODE_THROWN', 'The code failed: total is not defined.');
    },
  });
  await session.start();
  expect(session.view().trace.at(-1)).toMatchObject({
    stepId: 'work',
    port: null,
    error: { code: 'CODE_THROWN', message: 'The code failed: total is not defined.' },
  });
});

test('a step that is still running has no duration yet', async () => {
  const running = Promise.withResolvers<void>();
  const { session } = testSession(codeProject, {
    runCode: async () => {
      running.resolve();
      return Promise.withResolvers<never>().promise;
    },
  });
  void session.start();
  await running.promise;
  expect(session.view().trace.at(-1)).toMatchObject({ stepId: 'work', output: null, durationMs: null });
});

test('a long conversation is kept only in part, and the trace says so', async () => {
  const { session } = testSession(
    projectOf(
      [
        ['answer', 'reply', { content: 'Hi' }],
        ['pause', 'wait', { seconds: 1 }],
        ['again', 'ref', { stepId: 'answer' }],
      ],
      [
        ['started', 'next', 'answer'],
        ['answer', 'next', 'pause'],
        ['pause', 'next', 'again'],
      ],
    ),
  );
  await session.start();
  await session.skipTime(999);
  const { trace, transcript } = session.view();
  expect(session.records).toHaveLength(logLimits.records);
  expect(trace).toHaveLength(logLimits.traceRows);
  expect(transcript).toHaveLength(logLimits.transcriptLines);
  expect(trace.filter(({ notes }) => notes.length > 0)).toEqual([trace[0]]);
  expect(trace[0]?.notes).toEqual(['Earlier steps of this conversation are no longer kept.']);
});

const promptProject = projectOf(
  [
    ['wrote', 'message-received'],
    ['think', 'prompt'],
    ['answer', 'reply', { content: '' }],
    ['more', 'reply', { content: 'Anything else?' }],
  ],
  [
    ['wrote', 'next', 'think'],
    ['think', 'answer', 'answer'],
    ['answer', 'next', 'more'],
  ],
);

test('a trace row of a prompt tells each answer with its tokens, what was wrong with it, and the tool that was picked', async () => {
  const answers: ModelAnswer[] = [
    { model: 'm', calls: [], text: 'Hi', usage: { inputTokens: 30, outputTokens: 4 } },
    {
      model: 'm',
      calls: [{ tool: 'answer', args: { content: 'Hi' } }],
      text: '',
      usage: { inputTokens: 50, outputTokens: 6 },
    },
  ];
  const { session } = testSession(promptProject, {
    generate: async () => answers.shift() ?? Promise.reject(new Error('It was asked too often.')),
  });
  await session.start();
  await session.say('Hello');
  const { trace, transcript } = session.view();
  expect(trace.find(({ stepId }) => stepId === 'think')).toMatchObject({
    answers: [
      { model: 'm', isSimulated: false, inputTokens: 30, outputTokens: 4, problem: /instead of choosing/u },
      { model: 'm', isSimulated: false, inputTokens: 50, outputTokens: 6, problem: null },
    ].map(({ problem, ...answer }) => ({ ...answer, problem: problem && expect.stringMatching(problem) })),
    pick: { tool: 'Answer', args: { content: 'Hi' } },
  });
  expect(transcript.some(({ isSimulated }) => isSimulated)).toBe(false);
});

test('what the simulator led to is marked, and what follows it is not', async () => {
  const { session } = testSession(promptProject);
  await session.start();
  await session.say('Hello');
  expect(session.view().transcript.map(({ role, isSimulated }) => [role, isSimulated])).toEqual([
    ['user', false],
    ['assistant', true],
    ['assistant', false],
  ]);
});
