import { expect, test } from 'vitest';
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
      notes: [],
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
      notes: ['console.log: adding'],
    },
    expect.objectContaining({
      stepId: 'answer',
      port: 'next',
      notes: ['Nothing is connected to "next", so the turn ended here.'],
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
