import { once } from 'node:events';
import { request } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Connection } from '../host.ts';
import { serveStudio, type Studio } from './serve-studio.ts';

const cookieValue = 'c'.repeat(43);
const firstToken = 't'.repeat(43);
let folder: string;
let studio: Studio;
let tokensUsed: number;
const connections: { isClosed: boolean }[] = [];
const errors: Error[] = [];

/** The far end of a socket: answers every frame with itself. */
function echo(send: (frame: { type: 'answer'; id: number; payload: unknown }) => void): Connection {
  const connection = { isClosed: false };
  connections.push(connection);
  return {
    receive: (frame) => send({ type: 'answer', id: 1, payload: frame }),
    close: () => {
      connection.isClosed = true;
    },
  };
}

const serve = (port = 0, isPortFixed = false): Promise<Studio> =>
  serveStudio({
    host: { connect: echo },
    port,
    isPortFixed,
    page: join(folder, 'page'),
    cookie: cookieValue,
    token: firstToken,
    maxFrameBytes: 1000,
    onTokenUsed: () => {
      tokensUsed += 1;
    },
    onError: (error) => errors.push(error),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'studio-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '"outside"');
  writeFileSync(join(folder, 'page/index.html'), '<title>The window</title>');
  writeFileSync(join(folder, 'page/assets/app-1.js'), 'export {};');
  studio = await serve();
});

beforeEach(() => {
  tokensUsed = 0;
  studio.setToken(firstToken);
});

afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A request exactly as written: no client that normalises paths or sets `Host`. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const host = `127.0.0.1:${studio.port}`;
  const sent = request(
    { host: '127.0.0.1', port: studio.port, path, method, headers: { host, ...headers } },
    (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    },
  );
  sent.on('error', reject).end();
  return promise;
}

const signedIn = (): Record<string, string> => ({ cookie: `dialogram-${studio.port}=${cookieValue}` });
const own = (): string => `http://127.0.0.1:${studio.port}`;

function connect(headers: Record<string, string>, path = '/ws'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${studio.port}${path}`, { headers });
  const { promise, resolve } = Promise.withResolvers<WebSocket | number>();
  socket.on('open', () => resolve(socket));
  socket.on('unexpected-response', (_request, response) => {
    resolve(response.statusCode ?? 0);
    socket.terminate();
  });
  socket.on('error', () => resolve(0));
  return promise;
}

async function open(): Promise<WebSocket> {
  const socket = await connect({ ...signedIn(), origin: own() });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

test('the link signs a browser in and leads to an address without the token', async () => {
  const answer = await ask(`/?token=${firstToken}&file=%2Fhome%2Fa%20b.dialogram`);
  expect(answer.status).toBe(303);
  expect(answer.headers['location']).toBe('/?file=%2Fhome%2Fa+b.dialogram');
  expect(answer.headers['set-cookie']).toEqual([
    `dialogram-${studio.port}=${cookieValue}; Path=/; HttpOnly; SameSite=Strict`,
  ]);
  expect(tokensUsed).toBe(1);
});

test('a link that was used signs nobody in, and the page says what to do', async () => {
  await ask(`/?token=${firstToken}`);
  const second = await ask(`/?token=${firstToken}`);
  expect(second.status).toBe(403);
  expect(second.headers['set-cookie']).toBeUndefined();
  expect(second.body).toContain('The terminal where Dialogram was started shows a new one');
});

test('a browser that is signed in may follow an old link, and spends no new one', async () => {
  const answer = await ask(`/?token=anything`, signedIn());
  expect(answer).toMatchObject({ status: 303, headers: { location: '/' } });
  expect(tokensUsed).toBe(0);
});

test('a link that another site led to signs in by a page of its own, since a same-site cookie would not follow', async () => {
  const answer = await ask(`/?token=${firstToken}`, { 'sec-fetch-site': 'cross-site' });
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('content="0;url=/"');
});

test('without the cookie nothing is served', async () => {
  for (const path of ['/', '/assets/app-1.js', '/ws']) {
    const answer = await ask(path);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('not connected to Dialogram');
  }
  const wrong = await ask('/', { cookie: `dialogram-${studio.port}=${'d'.repeat(43)}` });
  expect(wrong.status).toBe(403);
});

test('with the cookie the window is served', async () => {
  expect(await ask('/', signedIn())).toMatchObject({ status: 200, body: '<title>The window</title>' });
  const script = await ask('/assets/app-1.js', signedIn());
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
});

test('a foreign name that leads to loopback is refused, with the cookie and with the token', async () => {
  for (const host of ['evil.example', `evil.example:${studio.port}`, '127.0.0.1', '127.0.0.1:1']) {
    expect(await ask('/', { ...signedIn(), host })).toMatchObject({ status: 403 });
    expect(await ask(`/?token=${firstToken}`, { host })).toMatchObject({ status: 403 });
  }
  expect(tokensUsed).toBe(0);
});

test('a request that another page made is refused', async () => {
  for (const origin of [
    'http://evil.example',
    'null',
    `http://127.0.0.1:${studio.port + 1}`,
    `https://127.0.0.1:${studio.port}`,
  ]) {
    expect(await ask('/', { ...signedIn(), origin })).toMatchObject({ status: 403 });
  }
  expect(await ask('/', { ...signedIn(), origin: own() })).toMatchObject({ status: 200 });
});

test('nothing outside the built window can be read', async () => {
  const paths = [
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/../../secret.json',
    '//secret.json',
    '/..\\secret.json',
    '/assets',
    '/.env',
    '/index.html%00.js',
  ];
  for (const path of paths) {
    const answer = await ask(path, signedIn());
    expect({ path, isRefused: [400, 404].includes(answer.status) }).toEqual({ path, isRefused: true });
    expect(answer.body).not.toContain('outside');
  }
});

test('only reading is answered', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
    expect(await ask(`/?token=${firstToken}`, signedIn(), method)).toMatchObject({ status: 405 });
  }
  expect(tokensUsed).toBe(0);
});

test('every answer carries a policy without inline or evaluated script, refusals too', async () => {
  const answers = await Promise.all([
    ask('/', signedIn()),
    ask('/'),
    ask('/missing', signedIn()),
    ask(`/?token=${firstToken}`),
    ask('/', { host: 'evil.example' }),
  ]);
  for (const { headers } of answers) {
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'");
    expect(policy).toContain("base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|\*|https?:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
});

test('a WebSocket needs the cookie, its own origin and the one address', async () => {
  expect(await connect({ origin: own() })).toBe(403);
  expect(await connect(signedIn())).toBe(403);
  expect(await connect({ ...signedIn(), origin: 'http://evil.example' })).toBe(403);
  expect(await connect({ ...signedIn(), origin: 'http://evil.example', host: 'evil.example' })).toBe(403);
  expect(await connect({ ...signedIn(), origin: own() }, '/')).toBe(403);
  expect(connections).toHaveLength(0);
});

test('each socket is one connection of the host, which ends with it', async () => {
  const [first, second] = [await open(), await open()];
  first.binaryType = 'nodebuffer';
  const answered = once(first, 'message');
  first.send('{"type":"cancel","id":7}');
  expect(JSON.parse(String((await answered)[0]))).toEqual({
    type: 'answer',
    id: 1,
    payload: { type: 'cancel', id: 7 },
  });
  expect(connections).toHaveLength(2);
  first.close();
  await expect.poll(() => connections.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  second.terminate();
});

test('a browser that drops its connection without a word is no error', async () => {
  const raw = createConnection(studio.port, '127.0.0.1');
  const { cookie = '' } = signedIn();
  raw.write(
    `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${studio.port}\r\nOrigin: ${own()}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\n` +
      'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  await once(raw, 'data');
  const before = errors.length;
  raw.resetAndDestroy();
  await expect.poll(() => connections.at(-1)?.isClosed).toBe(true);
  expect(errors.slice(before)).toEqual([]);
});

test.each([
  ['larger than the limit', 'x'.repeat(1001), 1009],
  ['not JSON', '{', 1008],
  ['binary', Buffer.from('{}'), 1008],
])('a frame that is %s ends its socket', async (_what, frame, code) => {
  const socket = await open();
  const closed = once(socket, 'close');
  socket.on('error', () => undefined);
  socket.send(frame);
  expect((await closed)[0]).toBe(code);
});

test('a taken port leads to the next free one, unless a browser is already on it', async () => {
  const other = await serve(studio.port);
  expect(other.port).toBeGreaterThan(studio.port);
  await other.close();
  await expect(serve(studio.port, true)).rejects.toThrow(`Port ${studio.port} is in use`);
});

test('only loopback is listened on', async () => {
  const outward = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  for (const host of [...outward, '127.0.0.2']) {
    const { promise, resolve } = Promise.withResolvers<string>();
    const socket = createConnection({ host, port: studio.port, timeout: 2000 });
    socket.once('connect', () => resolve('connected')).once('timeout', () => resolve('refused'));
    socket.once('error', () => resolve('refused'));
    expect([host, await promise]).toEqual([host, 'refused']);
    socket.destroy();
  }
});
