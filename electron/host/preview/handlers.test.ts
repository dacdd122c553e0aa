import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { parseBundle } from '#shared/bundle/parse-bundle.ts';
import { editSchema } from '#shared/model/edit.ts';
import type { NoticePayload } from '#shared/ipc/channels.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import type { HandlerContext, ProjectHold } from '../handlers/handler.ts';
import { createProject } from '../project/create-project.ts';
import type { Project } from '../project/project.ts';
import { createPreviewArea } from './handlers.ts';

const hello = parseBundle(
  readFileSync(join(import.meta.dirname, '../../../resources/presets/hello.dialogram.json'), 'utf8'),
);

const area = createPreviewArea();
afterAll(() => area.close());

let folder: string;
let project: Project;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dialogram-preview-'));
  project = createProject(join(folder, 'hello.dialogram'), hello);
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true });
});

/** A window with the project open. */
function openWindow() {
  const notices: NoticePayload<'preview.events'>[] = [];
  const ended = new AbortController();
  const request = new AbortController();
  const hold: ProjectHold = { project, readOnly: null, ended: ended.signal };
  const waiting = new Set<() => void>();
  const context: HandlerContext = {
    hold: () => hold,
    open: () => hold,
    closeProject: () => ended.abort(),
    signal: request.signal,
    notify(name, payload) {
      if (name !== 'preview.events' || !('records' in payload)) return;
      notices.push(payload);
      for (const look of waiting) look();
    },
  };
  return {
    context,
    notices,
    close: () => ended.abort(),
    cancel: () => request.abort(),
    eventTypes: () => notices.flatMap(({ records }) => records.map(({ event }) => event.type)),
    /** Resolves when the notices so far fulfil `condition`. */
    when(condition: () => boolean): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      return promise;
    },
  };
}

const linesOf = ({ transcript }: SessionView): string[] => transcript.map(({ content }) => content);

test('a preview of the hello project talks, and tells what happens in order', async () => {
  const window = openWindow();
  const started = await area.handlers['preview.start']({}, window.context);
  expect(started).toMatchObject({ testUser: { name: 'Visitor' }, waitingStepId: 'ask-plan' });
  const view = await area.handlers['preview.pick'](
    { sessionId: started.sessionId, choiceMessageId: started.openChoiceId ?? '', value: 'pro' },
    window.context,
  );
  expect(linesOf(view).at(-1)).toContain('Paid by the year it is $108');
  const records = window.notices.flatMap((notice) => notice.records);
  expect(records.map(({ seq }) => seq)).toEqual(records.map((_record, index) => index + 1));
  expect(window.notices.at(-1)?.view).toEqual({ ...view, clock: expect.any(Number) });
  // A few notices, not one for each event.
  expect(window.notices.length).toBeLessThan(records.length / 2);
});

test('an edit of the project reaches the conversation', async () => {
  const window = openWindow();
  const { sessionId } = await area.handlers['preview.start']({}, window.context);
  const explain = hello.steps.find(({ id }) => id === 'explain');
  if (explain === undefined) throw new Error('The preset has no step "explain".');
  project.edit({
    editId: 'edit-1',
    baseRev: project.rev,
    label: 'Change text',
    patches: [
      {
        collection: 'steps',
        id: explain.id,
        value: { ...explain, settings: { ...explain.settings, content: 'Please pick one.' } },
      },
    ],
  });
  const view = await area.handlers['preview.say']({ sessionId, content: 'Hm' }, window.context);
  expect(linesOf(view)).toContain('Please pick one.');
});

test('a skip lets the timeout of the choice run', async () => {
  const window = openWindow();
  const { sessionId } = await area.handlers['preview.start']({}, window.context);
  const view = await area.handlers['preview.skip']({ sessionId, seconds: 60 }, window.context);
  expect(linesOf(view).at(-1)).toContain('No hurry');
});

test('a preview acts as the chosen test user', async () => {
  const window = openWindow();
  const { sessionId, testUser } = await area.handlers['preview.start']({ testUserId: 'sam' }, window.context);
  expect(testUser).toMatchObject({ name: 'Sam Lee', identity: 'verified' });
  const view = await area.handlers['preview.say']({ sessionId, content: 'pro' }, window.context);
  expect(linesOf(view).at(-1)).toContain('Thank you, Sam!');
});

test('a test user that does not exist is refused, and the preview before it goes on', async () => {
  const window = openWindow();
  const { sessionId } = await area.handlers['preview.start']({}, window.context);
  await expect(async () =>
    area.handlers['preview.start']({ testUserId: 'nobody' }, window.context),
  ).rejects.toThrow(/There is no test user "nobody". The project has "Visitor", "Jane Doe", "Sam Lee"/);
  await area.handlers['preview.skip']({ sessionId, seconds: 1 }, window.context);
});

test.each(['starting another', 'stopping', 'letting the project go'])('%s ends a preview', async (way) => {
  const window = openWindow();
  const { sessionId } = await area.handlers['preview.start']({}, window.context);
  if (way === 'starting another') await area.handlers['preview.start']({}, window.context);
  else if (way === 'stopping') await area.handlers['preview.stop']({ sessionId }, window.context);
  else window.close();
  await expect(async () =>
    area.handlers['preview.say']({ sessionId, content: 'Hi' }, window.context),
  ).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
});

test('cancelling a request stops the code step that it runs', async () => {
  const code = hello.steps.find(({ id }) => id === 'work-out-price');
  if (code === undefined) throw new Error('The preset has no code step.');
  const endless = { ...code, settings: { code: 'export default async function () { for (;;) {} }' } };
  project.edit({
    editId: 'edit-1',
    baseRev: project.rev,
    label: 'Change code',
    patches: [{ collection: 'steps', id: code.id, value: endless }],
  });
  const window = openWindow();
  const { sessionId } = await area.handlers['preview.start']({}, window.context);
  const said = Promise.allSettled([
    area.handlers['preview.say']({ sessionId, content: 'pro' }, window.context),
  ]);
  await window.when(() => window.eventTypes().filter((type) => type === 'effect.started').length > 2);
  window.cancel();
  expect(await said).toMatchObject([{ reason: { code: 'CANCELLED' } }]);
  expect(window.notices.at(-1)?.records.at(-1)?.event).toMatchObject({
    type: 'turn.ended',
    outcome: 'aborted',
  });
});

test('a timer that runs out by itself is told with the view after it', async () => {
  const window = openWindow();
  const { sessionId } = await area.handlers['preview.start']({}, window.context);
  await area.handlers['preview.skip']({ sessionId, seconds: 59.9 }, window.context);
  const before = window.notices.length;
  await window.when(() => window.notices.slice(before).some(({ view }) => view !== undefined));
  const view = window.notices.at(-1)?.view;
  expect(view === undefined ? [] : linesOf(view).at(-1)).toContain('No hurry');
});

test('the problems of a project are those of its latest state', () => {
  const { context } = openWindow();
  expect(area.handlers['project.problems']({}, context)).toEqual({ problems: [] });
});

test('whoever previews answers as the operator and hands back; a stranger to the conversation is refused', async () => {
  const window = openWindow();
  const { sessionId } = await area.handlers['preview.start']({}, window.context);
  await expect(
    area.handlers['preview.operatorSay']({ sessionId, content: 'Hi' }, window.context),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await area.handlers['preview.operator']({ sessionId, does: 'join' }, window.context);
  const view = await area.handlers['preview.operatorSay'](
    { sessionId, content: 'I am Kim.' },
    window.context,
  );
  expect(view.transcript.at(-1)).toMatchObject({ role: 'operator', content: 'I am Kim.' });
  await area.handlers['preview.operator']({ sessionId, does: 'leave' }, window.context);
  expect(window.eventTypes().filter((type) => type.startsWith('operator.'))).toEqual([
    'operator.joined',
    'operator.said',
    'operator.left',
  ]);
});

test('the window is told now and then what a model is writing, and never after the reply', async () => {
  const isWritten = Promise.withResolvers<void>();
  const writing = createPreviewArea({
    model: async ({ tools }, { onDraft } = {}) => {
      const tool = tools[0]?.name ?? '';
      for (let length = 1; length <= 500; length += 1) onDraft?.({ tool, content: 'x'.repeat(length) });
      await isWritten.promise;
      onDraft?.({ tool, content: 'Written' });
      const usage = { inputTokens: 1, outputTokens: 1 };
      return { model: 'm', calls: [{ tool, args: { content: 'Written.' } }], text: '', usage };
    },
  });
  onTestFinished(() => writing.close());
  const window = openWindow();
  const put = (collection: string, id: string, value: object) => ({
    collection,
    id,
    value: { id, ...value },
  });
  const step = (id: string, kind: string) => put('steps', id, { workflowId: 'asks', kind });
  const edge = (id: string, stepId: string, port: string, to: string) =>
    put('edges', id, { from: { stepId, port }, to });
  const patches = [
    put('workflows', 'asks', { name: 'Asks' }),
    step('asks-m', 'message-received'),
    step('asks-p', 'prompt'),
    step('asks-r', 'reply'),
    edge('asks-1', 'asks-m', 'next', 'asks-p'),
    edge('asks-2', 'asks-p', 'answer', 'asks-r'),
  ];
  project.edit(editSchema.parse({ editId: 'asks', baseRev: project.rev, label: 'Ask', patches }));
  const drafts: NoticePayload<'preview.draft'>['draft'][] = [];
  const context: HandlerContext = {
    ...window.context,
    notify(name, payload) {
      if (name !== 'preview.draft' || !('draft' in payload)) return window.context.notify(name, payload);
      drafts.push(payload.draft);
      isWritten.resolve();
    },
  };
  const { sessionId } = await writing.handlers['preview.start']({ workflowId: 'asks' }, context);
  const view = await writing.handlers['preview.say']({ sessionId, content: 'Hello' }, context);
  expect(drafts).toEqual([{ content: 'x'.repeat(500), assistantId: 'assistant' }]);
  expect(linesOf(view).at(-1)).toBe('Written.');
});

test('a preview goes on as another test user, and refuses one that does not exist', async () => {
  const window = openWindow();
  const ann = { id: 'ann', name: 'Ann', identity: 'verified' };
  const patches = [{ collection: 'testUsers', id: 'ann', value: ann }];
  project.edit(editSchema.parse({ editId: 'ann', baseRev: project.rev, label: 'Add', patches }));
  const { sessionId, transcript } = await area.handlers['preview.start']({}, window.context);
  const view = await area.handlers['preview.become']({ sessionId, testUserId: 'ann' }, window.context);
  expect(view).toMatchObject({ testUser: { name: 'Ann', identity: 'verified' }, transcript });
  expect(view.asides).toEqual([{ id: 1, afterId: transcript.at(-1)?.id, text: 'Now Ann (verified)' }]);
  const unknown = async () =>
    area.handlers['preview.become']({ sessionId, testUserId: 'gone' }, window.context);
  await expect(unknown()).rejects.toMatchObject({ code: 'TEST_USER_NOT_FOUND' });
});

test('a code step can be run again with what it was given: customer, conversation and args', async () => {
  const window = openWindow();
  const { sessionId, openChoiceId } = await area.handlers['preview.start']({}, window.context);
  const price = project.document().steps.find(({ kind }) => kind === 'code')?.id ?? '';
  const ask = () => area.handlers['preview.codeInput']({ sessionId, stepId: price }, window.context);
  expect(await ask()).toEqual({ input: null });
  await area.handlers['preview.pick'](
    { sessionId, choiceMessageId: openChoiceId ?? '', value: 'pro' },
    window.context,
  );
  expect(await ask()).toMatchObject({
    input: {
      args: { plan: 'pro' },
      context: { trigger: { kind: 'message', message: { data: { choice: { value: 'pro' } } } } },
    },
  });
});
