// What `ConversationStore` and `Scheduler` promise, tried on the embedded ones. Whatever takes their place is added to the lists here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { compileFlow } from '#shared/engine/compile-flow.ts';
import { testUserSchema } from '#shared/model/entities/test-user.ts';
import { customerOf, newConversation } from '#shared/engine/new-conversation.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import type {
  ConversationChange,
  ConversationStore,
  StoredConversation,
} from '../conversations/conversation-store.ts';
import { createTimerScheduler } from '../conversations/timer-scheduler.ts';
import { CommitThread } from './commit-thread.ts';
import { GroupCommit } from './group-commit.ts';
import { openDatabase } from './open-database.ts';
import { createSqliteConversationStore } from './sqlite-conversation-store.ts';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp();
});

/** Opens a storage; `again` opens it a second time, as after a crash. */
function openSqlite(): { readonly store: ConversationStore; readonly again: () => ConversationStore } {
  const folder = mkdtempSync(join(tmpdir(), 'dialogram-store-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  let opened = openDatabase(folder);
  cleanUps.push(() => opened.close());
  const store = (): ConversationStore => {
    const thread = new CommitThread(opened.path);
    cleanUps.push(() => void thread.close());
    return createSqliteConversationStore(opened.database, new GroupCommit(opened.database, thread));
  };
  return {
    store: store(),
    again() {
      opened.close();
      opened = openDatabase(folder);
      return store();
    },
  };
}

const flow = compileFlow(sketchProject({ steps: [['message', 'message-received']] }), executors);
const user = testUserSchema.parse({ id: 'ann', name: 'Ann', identity: 'identified' });

function conversation(id: string, dueAt?: number): StoredConversation {
  const state = newConversation({ id, flow, customer: customerOf(user), organizations: [], channel: 'web' });
  const timer = { id: 't', dueAt: dueAt ?? 0, generation: 0 };
  const [stepId] = flow.steps.keys();
  const wait = {
    stepId: stepId ?? flow.workspace.mainWorkflowId,
    kind: 'wait',
    messageId: null,
    timers: [timer],
    accepts: [],
  };
  return {
    id,
    projectId: 'p',
    environment: 'production',
    version: 1,
    rev: 1,
    endUser: 'ann',
    createdAt: 1,
    updatedAt: 1,
    triggers: 1,
    messages: 0,
    events: 0,
    state: dueAt === undefined || stepId === undefined ? state : { ...state, wait: { ...wait, stepId } },
    recent: [],
  };
}

const start = { seq: 1, trigger: { kind: 'start', id: 'c.t1', acceptedAt: 1 } } as const;
const turn = (
  change: Partial<ConversationChange> & Pick<ConversationChange, 'conversation'>,
): ConversationChange => ({
  at: 2,
  messages: [],
  events: [],
  dropJournal: true,
  ...change,
});

describe.each([['sqlite', openSqlite]])('a storage: %s', (_name, open) => {
  test('gives back after a crash what it had accepted, in order', async () => {
    const { store, again } = open();
    await store.create(conversation('c'), start);
    const second = { seq: 2, trigger: { ...start.trigger, id: 'c.t2' } };
    await store.accept('c', second);
    const reopened = again();
    expect(await reopened.unfinished()).toEqual(['c']);
    expect(await reopened.load('c')).toMatchObject({ conversation: { triggers: 2 }, inbox: [start, second] });
  });

  test('ends a trigger together with what came of it, and only once', async () => {
    const { store, again } = open();
    await store.create(conversation('c'), start);
    const message = { id: 'r:c.t1:1', role: 'assistant', content: 'Hi', channel: 'web' } as const;
    const done = turn({
      conversation: {
        ...conversation('c'),
        messages: 1,
        state: { ...conversation('c').state, messages: [message.id] },
      },
      done: 1,
      messages: [{ turnId: 'c.t1', message }],
    });
    await store.commit(done);
    await expect(store.commit(done)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    const loaded = await again().load('c');
    expect(loaded).toMatchObject({ inbox: [], conversation: { recent: [message] } });
  });

  test('a turn that ends before its trigger is stored is stored with it, or neither is', async () => {
    const { store, again } = open();
    await store.create(conversation('c'), start);
    const receipt = { scope: 'ann', key: 'k', requestHash: 'h', answer: 'c.t2' };
    const send = (seq: number) => {
      const accepted = store.accept('c', { seq, trigger: { ...start.trigger, id: `c.t${seq}` } }, receipt);
      const events = [{ type: 'no_entry', turnId: `c.t${seq}`, trigger: 'start' }] as const;
      const ended = store.commit(
        turn({ conversation: { ...conversation('c'), triggers: seq, events: seq - 1 }, done: seq, events }),
      );
      return Promise.allSettled([accepted, ended]);
    };
    expect(await send(2)).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
    expect(await send(3)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(await again().load('c')).toMatchObject({
      conversation: { triggers: 2, events: 1 },
      inbox: [start],
    });
  });

  test('keeps a journal until its turn is committed', async () => {
    const { store, again } = open();
    await store.create(conversation('c'), start);
    await store.journal('c', [['c.t1/1/1', 'started']]);
    const reopened = again();
    expect((await reopened.load('c'))?.journal).toEqual(new Map([['c.t1/1/1', 'started']]));
    await reopened.commit(turn({ conversation: conversation('c'), done: 1 }));
    expect((await reopened.load('c'))?.journal.size).toBe(0);
  });

  test('keeps no journal of a conversation that is not there, such as one that was erased while its turn ran', async () => {
    const { store } = open();
    await expect(store.journal('gone', [['gone.t1/1/1', 'started']])).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
    });
    await store.create(conversation('gone'), start);
    expect((await store.load('gone'))?.journal.size).toBe(0);
  });

  test('a write that fails takes none of its neighbours along', async () => {
    const { store } = open();
    const writes = [
      store.create(conversation('a'), start),
      store.accept('gone', start),
      store.create(conversation('b'), start),
    ];
    expect((await Promise.allSettled(writes)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await store.unfinished()).toEqual(['a', 'b']);
  });

  test('knows which timers are due, the longest due first, and when the next one is', async () => {
    const { store } = open();
    for (const [id, dueAt] of [
      ['late', 300],
      ['first', 100],
      ['second', 200],
    ] as const) {
      await store.create(conversation(id, dueAt), start);
    }
    expect(await store.due(200, 10)).toEqual(['first', 'second']);
    expect(await store.due(200, 1)).toEqual(['first']);
    expect([await store.nextDue(200), await store.nextDue(300)]).toEqual([300, null]);
  });

  test('what was erased cannot come back with a turn that was running', async () => {
    const { store } = open();
    await expect(store.commit(turn({ conversation: conversation('never') }))).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
    });
  });
});

describe.each([['timers of this process', createTimerScheduler]])('a scheduler: %s', (_name, create) => {
  test('wakes what was due before it started, tries a wake that failed again, and waits for none', async () => {
    const due = new Set(['broken', 'slow', 'fine']);
    const woken: string[] = [];
    const scheduler = create({
      now: () => 1000,
      onError: () => undefined,
      store: { due: () => Promise.resolve([...due]), nextDue: () => Promise.resolve(null) },
    });
    scheduler.start(async (id) => {
      woken.push(id);
      if (id === 'broken' && woken.filter((each) => each === id).length === 1) throw new Error('Try again.');
      if (id === 'slow')
        await expect.poll(() => woken.filter((each) => each === 'broken').length, { timeout: 5000 }).toBe(2);
      due.delete(id);
    });
    await expect.poll(() => due.size, { timeout: 5000 }).toBe(0);
    expect(woken.filter((id) => id === 'fine')).toHaveLength(1);
    await scheduler.stop();
  });
});
