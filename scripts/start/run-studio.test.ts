import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { type NodeProcess, runModule } from '#tests/helpers/node-process.ts';

const supervisor = `
  import { runStudio } from './scripts/start/run-studio.ts';
  process.env.DIALOGRAM_HOME = process.argv[1];
  process.exitCode = await runStudio({ port: 47610, file: undefined, why: 'for a test' });
  console.log('ended');
`;

function startStudio(): NodeProcess {
  const home = mkdtempSync(join(tmpdir(), 'studio-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return runModule(supervisor, [home]);
}

async function nextLink({ nextLine }: NodeProcess): Promise<URL> {
  for (let line = await nextLine(); line !== null; line = await nextLine()) {
    if (URL.canParse(line)) return new URL(line);
  }
  throw new Error('No link was printed.');
}

async function signIn(link: URL): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  return cookie;
}

function appInfo(link: URL, cookie: string): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const socket = new WebSocket(`ws://${link.host}/ws`, { headers: { cookie, origin: link.origin } });
  socket.once('open', () => socket.send('{"type":"request","id":1,"channel":"app.info","payload":{}}'));
  socket.once('error', (error) => resolve(error.message));
  socket.once('message', (data: Buffer) => {
    resolve(JSON.parse(data.toString('utf8')));
    socket.terminate();
  });
  return promise;
}

/** The studio's own process: the child of the supervisor. */
function studioPid({ child }: NodeProcess): number | undefined {
  const isChild = (pid: string): boolean => {
    try {
      const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
      return Number(rest.split(' ')[1]) === child.pid;
    } catch (error) {
      // It ended while we looked.
      if (error instanceof Error && 'code' in error) return false;
      throw error;
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter(isChild)
    .map(Number)[0];
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

test.runIf(process.platform === 'linux')(
  'a killed studio comes back at its address with the browser signed in, and ends with its supervisor',
  async () => {
    const studio = startStudio();
    const link = await nextLink(studio);
    const cookie = await signIn(link);
    const second = await nextLink(studio);
    expect(second.host).toBe(link.host);
    expect(second.search).not.toBe(link.search);
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(403);
    const answered = { type: 'answer', id: 1, payload: { shell: 'browser' } };
    expect(await appInfo(link, cookie)).toMatchObject(answered);

    const first = studioPid(studio) ?? 0;
    process.kill(first, 'SIGKILL');
    await expect.poll(() => appInfo(link, cookie), { timeout: 10_000 }).toMatchObject(answered);
    expect(await signIn(second)).toBe(cookie);

    const next = studioPid(studio) ?? 0;
    expect(next).not.toBe(first);
    studio.child.kill('SIGINT');
    for (let line = await studio.nextLine(); line !== 'ended'; line = await studio.nextLine()) {
      expect(line).not.toBeNull();
    }
    expect(isRunning(next)).toBe(false);
  },
);

test.runIf(process.platform === 'linux')('a studio whose supervisor was killed ends by itself', async () => {
  const studio = startStudio();
  await nextLink(studio);
  const pid = studioPid(studio) ?? 0;
  await studio.kill();
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
});
