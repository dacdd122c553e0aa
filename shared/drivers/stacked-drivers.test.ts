import { describe, expect, it } from 'vitest';
import type { Driver, EffectCall } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { Talk } from '#tests/helpers/talk.ts';
import { createDriver } from './create-driver.ts';
import { refuseAll } from './refuse-all.testing.ts';
import { createDryRunDriver } from './dry-run-driver.ts';
import { createFixedClockDriver } from './fixed-clock-driver.ts';
import { createJournalDriver, createMemoryJournal } from './journal-driver.ts';
import { createLiveDriver } from './live-driver.ts';
import { createRecordDriver } from './record-driver.ts';
import { type RecordedEffect, recordedEffectSchema } from './recorded-effect.ts';
import { simulateModel } from './model/simulate-model.ts';
import { createReplayDriver } from './replay-driver.ts';

const never: Driver = { perform: () => Promise.reject(new Error('The outside was reached.')) };

function codeCall(over: Partial<EffectCall<'code.run'>> = {}): EffectCall<'code.run'> {
  return {
    name: 'code.run',
    key: 't/1/1',
    stepId: 'c',
    request: { code: 'x', context: {}, args: { a: 1, b: 2 }, seed: 's', now: 5, connectors: [] },
    signal: new AbortController().signal,
    ...over,
  };
}

/** Counts how often code really ran. */
function counting(): { driver: Driver; runs: () => number } {
  let runs = 0;
  const driver = createDriver({
    ...refuseAll,
    'clock.now': () => Promise.resolve(42),
    'code.run': async ({ request }) => {
      runs += 1;
      if (request.code === 'fail') throw new AppError('CODE_THROWN', 'It broke.', { details: { line: 2 } });
      return { result: { runs }, console: [{ level: 'log', text: 'hi' }] };
    },
    'http.request': () => Promise.reject(new Error('Nothing outside is there.')),
    'knowledge.search': () => Promise.resolve({ results: [] }),
    'model.generate': ({ request }) => simulateModel(request),
  });
  return { driver, runs: () => runs };
}

const sketch = {
  steps: [
    ['m', 'message-received'] as const,
    ['c', 'code', { code: 'x' }] as const,
    ['f', 'code', { code: 'fail' }] as const,
    ['r', 'reply', { content: '{{args.runs}} {{args.error.code}} {{ now | date: "%s" }}' }] as const,
  ],
  edges: ['m.next > c', 'c.next > f', 'f.error > r'],
};

describe('record and replay', () => {
  it('plays a recorded turn again with the same events and state, without reaching the outside', async () => {
    const recording: RecordedEffect[] = [];
    const live = new Talk(sketch, {
      driver: createRecordDriver(counting().driver, (effect) => recording.push(effect)),
    });
    await live.say('x');
    expect(live.replies()).toEqual(['1 CODE_THROWN 0']);

    const stored: unknown = JSON.parse(JSON.stringify(recording));
    const again = new Talk(sketch, {
      driver: createReplayDriver(recordedEffectSchema.array().parse(stored)),
    });
    const first = new Talk(sketch, { driver: counting().driver });
    await again.say('x');
    await first.say('x');
    expect(again.events).toEqual(first.events);
    expect(again.state).toEqual(first.state);
  });

  it('refuses to answer what was not asked when recording', async () => {
    const recording: RecordedEffect[] = [];
    await createRecordDriver(counting().driver, (effect) => recording.push(effect)).perform(codeCall());
    const replay = createReplayDriver(recording);
    const { request } = codeCall();
    await expect(
      replay.perform(codeCall({ request: { ...request, args: { b: 2, a: 1 } } })),
    ).resolves.toMatchObject({
      result: { runs: 1 },
    });
    for (const other of [codeCall({ key: 't/2/1' }), codeCall({ request: { ...request, args: { a: 1 } } })]) {
      await expect(replay.perform(other)).rejects.toMatchObject({ code: 'REPLAY_MISMATCH' });
    }
  });

  it('refuses a recorded answer of another shape', async () => {
    const recording: RecordedEffect[] = [];
    await createRecordDriver(counting().driver, (effect) => recording.push(effect)).perform(codeCall());
    const broken = recording.map((effect) => ({ ...effect, outcome: { response: { result: 7 } } }));
    await expect(createReplayDriver(broken).perform(codeCall())).rejects.toMatchObject({
      code: 'REPLAY_MISMATCH',
    });
  });
});

describe('journal', () => {
  it('does not repeat what finished, be it an answer or an error', async () => {
    const { driver, runs } = counting();
    const journal = createMemoryJournal();
    const once = createJournalDriver(driver, journal);
    const fail = codeCall({ key: 't/2/1', request: { ...codeCall().request, code: 'fail' } });
    const first = await once.perform(codeCall());
    await expect(once.perform(fail)).rejects.toMatchObject({ code: 'CODE_THROWN', details: { line: 2 } });

    const afterCrash = createJournalDriver(never, journal);
    expect(await afterCrash.perform(codeCall())).toEqual(first);
    await expect(afterCrash.perform(fail)).rejects.toMatchObject({ code: 'CODE_THROWN' });
    expect(runs()).toBe(2);
  });

  it('runs a read that a crash cut off again, and puts an irreversible effect in doubt', async () => {
    const journal = createMemoryJournal();
    const crashing: Driver = { perform: () => Promise.race([]) };
    for (const [effectClass, key] of [
      ['read', 'a'],
      ['irreversible', 'b'],
    ] as const) {
      void createJournalDriver(crashing, journal, () => effectClass).perform(codeCall({ key }));
    }
    await Promise.resolve();
    const { driver, runs } = counting();
    await createJournalDriver(driver, journal, () => 'read').perform(codeCall({ key: 'a' }));
    const irreversible = createJournalDriver(driver, journal, () => 'irreversible');
    await expect(irreversible.perform(codeCall({ key: 'b' }))).rejects.toMatchObject({ code: 'IN_DOUBT' });
    expect(runs()).toBe(1);
  });

  it('does not keep the failure of an effect that was aborted', async () => {
    const journal = createMemoryJournal();
    const controller = new AbortController();
    const aborting: Driver = {
      perform: () => {
        controller.abort();
        return Promise.reject(new AppError('CANCELLED', 'Stopped.'));
      },
    };
    const call = codeCall({ signal: controller.signal });
    await expect(createJournalDriver(aborting, journal).perform(call)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(await createJournalDriver(counting().driver, journal).perform(codeCall())).toMatchObject({
      result: {},
    });
  });
});

const sent = {
  method: 'POST',
  url: 'https://api.example.com/orders',
  headers: [],
  body: { text: '{"item":1}' },
};

function httpCall(over: Partial<EffectCall<'http.request'>> = {}): EffectCall<'http.request'> {
  return {
    name: 'http.request',
    key: 't/1/1/1',
    stepId: 'c',
    request: { ...sent, headers: [], connectors: ['api'] },
    signal: new AbortController().signal,
    ...over,
  };
}

/** A live driver whose code asks once, and whose way out counts. */
function asking(method = 'POST') {
  let requests = 0;
  const driver = createLiveDriver({
    now: () => 3,
    pool: () => ({
      run: async (_request, { fetch } = {}) => {
        const answer = await fetch?.({ ...sent, method, headers: [] }, new AbortController().signal);
        return { result: { status: answer?.status ?? 0 }, console: [] };
      },
    }),
    http: async ({ url }) => {
      requests += 1;
      return {
        status: 201,
        statusText: 'Created',
        url,
        isRedirected: false,
        headers: [],
        body: { text: `{"n":${requests}}` },
        connectorId: 'api',
        durationMs: 5,
        bytes: 7,
      };
    },
  });
  return { driver, requests: () => requests };
}

const flow = {
  steps: [
    ['m', 'message-received'] as const,
    ['c', 'code', { code: 'x', connectors: ['api'] }] as const,
    ['r', 'reply', { content: 'Status {{args.status}}' }] as const,
  ],
  edges: ['m.next > c', 'c.next > r'],
};

describe('requests of code', () => {
  it('are recorded beside the code that asked, and replay without reaching the outside', async () => {
    const recording: RecordedEffect[] = [];
    const { driver, requests } = asking();
    const live = new Talk(flow, { driver: createRecordDriver(driver, (effect) => recording.push(effect)) });
    await live.say('x');
    expect(live.replies()).toEqual(['Status 201']);
    expect(recording.map(({ name, key }) => `${name} ${key}`)).toContain('http.request m1/2/2/1');
    const replay = createReplayDriver(
      recordedEffectSchema.array().parse(JSON.parse(JSON.stringify(recording))),
    );
    const again = new Talk(flow, { driver: replay });
    await again.say('x');
    expect(again.replies()).toEqual(['Status 201']);
    expect(requests()).toBe(1);
  });

  it('answer from a recording only when the same was asked', async () => {
    const recording: RecordedEffect[] = [];
    const record = createRecordDriver(asking().driver, (effect) => recording.push(effect));
    await record.perform(httpCall());
    const replay = createReplayDriver(recording);
    await expect(replay.perform(httpCall())).resolves.toMatchObject({ status: 201 });
    const other = httpCall({ request: { ...httpCall().request, body: { text: '{"item":2}' } } });
    await expect(replay.perform(other)).rejects.toMatchObject({ code: 'REPLAY_MISMATCH' });
  });

  it('are not sent again after a crash; a POST that was cut off is in doubt, a GET is asked again', async () => {
    const journal = createMemoryJournal();
    const { driver, requests } = asking();
    const once = createJournalDriver(driver, journal);
    await once.perform(httpCall());
    await expect(createJournalDriver(never, journal).perform(httpCall())).resolves.toMatchObject({
      status: 201,
    });
    const crashing = createJournalDriver({ perform: () => Promise.race([]) }, journal);
    const read = httpCall({ key: 'get', request: { ...httpCall().request, method: 'GET' } });
    void crashing.perform(httpCall({ key: 'post' }));
    void crashing.perform(read);
    await Promise.resolve();
    await expect(once.perform(httpCall({ key: 'post' }))).rejects.toMatchObject({ code: 'IN_DOUBT' });
    await expect(once.perform(read)).resolves.toMatchObject({ status: 201 });
    expect(requests()).toBe(2);
  });

  it.each([
    ['GET', 201, 1, false],
    ['POST', 202, 0, true],
    ['DELETE', 202, 0, true],
  ])('in a dry run, %s: status %i after %i requests', async (method, status, count, isPretended) => {
    const { driver, requests } = asking(method);
    const pretend = ({ request }: EffectCall) => ({
      status: 202,
      statusText: '',
      url: 'url' in request ? request.url : '',
      isRedirected: false,
      headers: [],
      body: { text: '{}' },
      connectorId: 'api',
      durationMs: 0,
      bytes: 2,
    });
    const talk = new Talk(flow, { driver: createDryRunDriver(driver, { pretend }) });
    await talk.say('x');
    expect(requests()).toBe(count);
    const events = talk.events.filter(({ type }) => type === 'outside.asked');
    expect(events).toMatchObject([{ method, answer: { status } }]);
    expect(events.map((event) => 'isPretended' in event)).toEqual([isPretended]);
    expect(talk.replies()).toEqual([`Status ${status}`]);
  });
});

describe('dry run', () => {
  it('lets clocks and reads pass and pretends writes', async () => {
    const { driver, runs } = counting();
    const pretend = () => ({ result: { pretended: true }, console: [] });
    await createDryRunDriver(driver, { pretend }).perform(codeCall());
    expect(runs()).toBe(1);
    const writing = createDryRunDriver(driver, { pretend, classOf: () => 'write' });
    expect(await writing.perform(codeCall())).toEqual(pretend());
    expect(runs()).toBe(1);
  });

  it('performs everything while it is not dry, and tells nobody that it pretended', async () => {
    const { driver, runs } = counting();
    const told: boolean[] = [];
    let isDry = false;
    const pretend = () => ({ result: {}, console: [] });
    const switched = createDryRunDriver(driver, { pretend, isDry: () => isDry, classOf: () => 'write' });
    const call = codeCall({ onPretended: () => told.push(true) });
    await switched.perform(call);
    isDry = true;
    await switched.perform(call);
    expect([runs(), told]).toEqual([1, [true]]);
  });

  it('does not go on with what cannot be an answer', async () => {
    const broken = createDryRunDriver(never, { pretend: () => 7, classOf: () => 'write' });
    await expect(broken.perform(codeCall())).rejects.toMatchObject({ code: 'REPLAY_MISMATCH' });
  });
});

describe('clocks and code', () => {
  it('tells the time that a test sets', async () => {
    let now = 1;
    const driver = createFixedClockDriver(counting().driver, () => now);
    const call = {
      name: 'clock.now',
      key: 'k',
      stepId: null,
      request: {},
      signal: codeCall().signal,
    } as const;
    expect(await driver.perform(call)).toBe(1);
    now = 7;
    expect(await driver.perform(call)).toBe(7);
    expect(await driver.perform(codeCall())).toMatchObject({ result: { runs: 1 } });
  });

  it('hands code to a runner with its limits, and stops it when the turn is stopped', async () => {
    const controller = new AbortController();
    const driver = createLiveDriver({
      now: () => 3,
      pool: () => ({
        run: async ({ seed, limits }, { signal } = {}) => {
          controller.abort();
          return {
            result: { seed, wallMs: limits.wallMs, isStopped: signal?.aborted ?? false },
            console: [],
          };
        },
      }),
    });
    expect(await driver.perform(codeCall({ signal: controller.signal }))).toMatchObject({
      result: { seed: 's', wallMs: 10_000, isStopped: true },
    });
  });
});
