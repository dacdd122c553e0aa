import { expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { HttpResponse } from '#shared/model/connectors/http-message.ts';
import type { FetchForScript } from '../protocol/code-run.ts';
import { createFetchCalls } from './fetch-calls.ts';

const response: HttpResponse = {
  status: 200,
  statusText: 'OK',
  url: 'https://api.example.com/',
  isRedirected: false,
  headers: [],
  body: { text: 'hi' },
};
const request = JSON.stringify({ method: 'GET', url: 'https://api.example.com/', headers: [], body: null });

/** Calls with a fetch of the test's own; `answers` are told as they come. */
function calls(fetch: FetchForScript | undefined, most = 20) {
  const answers: [call: number, answer: unknown][] = [];
  const broken: AppError[] = [];
  const fetches = createFetchCalls(fetch, {
    most,
    answer: (call, json) => answers.push([call, JSON.parse(json)]),
    breakOff: (error) => broken.push(error),
  });
  return { fetches, answers, broken };
}

/** Everything that follows from promises that are settled. */
const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test('a call is answered once with what came of it', async () => {
  const { fetches, answers } = calls(() => Promise.resolve(response));
  fetches.begin(1, request);
  fetches.begin(1, request);
  await settled();
  expect(answers).toEqual([[1, { response }]]);
});

test('without a connector, and past the limit, calls are refused', async () => {
  const without = calls(undefined);
  without.fetches.begin(1, request);
  const limited = calls(() => Promise.resolve(response), 2);
  for (const call of [1, 2, 3]) limited.fetches.begin(call, request);
  await settled();
  expect(without.answers).toMatchObject([[1, { error: { name: 'FetchRefusedError' } }]]);
  expect(limited.answers.toSorted(([one], [other]) => one - other)).toMatchObject([
    [1, { response: {} }],
    [2, { response: {} }],
    [3, { error: { name: 'FetchRefusedError', message: expect.stringContaining('2 times') } }],
  ]);
});

test.each([
  'no JSON',
  '7',
  '{}',
  JSON.stringify({ method: 'GET', url: `https://a.example/${'x'.repeat(20_000)}`, headers: [], body: null }),
  JSON.stringify({ method: 'GET', url: 'https://a.example/', headers: [['a']], body: null }),
])('what is no request (%#) is an error of the call, and is not asked for', async (json) => {
  let asked = 0;
  const { fetches, answers } = calls(() => {
    asked += 1;
    return Promise.resolve(response);
  });
  fetches.begin(1, json);
  await settled();
  expect(answers).toMatchObject([[1, { error: { message: expect.any(String) } }]]);
  expect(asked).toBe(0);
});

test('errors of the way out are the script’s to catch, except those after which nothing is sure', async () => {
  const failing = (code: 'HTTP_REFUSED' | 'HTTP_TIMEOUT' | 'IN_DOUBT' | 'REPLAY_MISMATCH') =>
    calls(() => Promise.reject(new AppError(code, `It is ${code}.`)));
  const caught = [failing('HTTP_REFUSED'), failing('HTTP_TIMEOUT')];
  const fatal = [failing('IN_DOUBT'), failing('REPLAY_MISMATCH')];
  for (const { fetches } of [...caught, ...fatal]) fetches.begin(1, request);
  await settled();
  expect(caught.map(({ answers }) => answers)).toEqual([
    [[1, { error: { name: 'FetchRefusedError', message: 'It is HTTP_REFUSED.' } }]],
    [[1, { error: { name: 'FetchError', message: 'It is HTTP_TIMEOUT.' } }]],
  ]);
  expect(fatal.map(({ answers }) => answers)).toEqual([[], []]);
  expect(fatal.map(({ broken }) => broken.map(({ code }) => code))).toEqual([
    ['IN_DOUBT'],
    ['REPLAY_MISMATCH'],
  ]);
});

test('a call that the script gave up is stopped and not answered', async () => {
  const stopped: boolean[] = [];
  const waiting = Promise.withResolvers<HttpResponse>();
  const { fetches, answers } = calls((_request, signal) => {
    signal.addEventListener('abort', () => stopped.push(true));
    return waiting.promise;
  });
  fetches.begin(1, request);
  fetches.abandon(1);
  fetches.abandon(2);
  waiting.resolve(response);
  await settled();
  expect([stopped, answers]).toEqual([[true], []]);
});

test('when the run ends, everything under way is stopped and nothing is answered or begun', async () => {
  let asked = 0;
  const signals: AbortSignal[] = [];
  const waiting = Promise.withResolvers<HttpResponse>();
  const { fetches, answers } = calls((_request, signal) => {
    asked += 1;
    signals.push(signal);
    return waiting.promise;
  });
  fetches.begin(1, request);
  fetches.begin(2, request);
  fetches.end();
  fetches.begin(3, request);
  waiting.resolve(response);
  await settled();
  expect([asked, signals.map(({ aborted }) => aborted), answers]).toEqual([2, [true, true], []]);
});
