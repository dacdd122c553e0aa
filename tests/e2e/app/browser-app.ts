// The browser studio: `npm start`'s own process, and Chromium at the link that it prints.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { BrowserContext, Page } from '@playwright/test';
import type { App } from './app.ts';
import type { PageWatch } from './page-watch.ts';
import { hostOf, killNow } from './processes.ts';

const repository = join(import.meta.dirname, '../../..');

interface Studio {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  readonly link: string;
  /** What it wrote on stderr, without what it says of a killed host. */
  complaints(): readonly string[];
}

export async function openBrowserApp(context: BrowserContext, home: string, watch: PageWatch): Promise<App> {
  let studio = await startStudio(home);
  let frames: unknown[] = [];
  let page = await openFirst();

  async function open(address: string, heard: unknown[] = []): Promise<Page> {
    const opened = watch.watch(await context.newPage());
    opened.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => heard.push(JSON.parse(String(payload)))),
    );
    await opened.goto(address);
    return opened;
  }

  function openFirst(): Promise<Page> {
    frames = [];
    return open(studio.link, frames);
  }

  return {
    shell: 'browser',
    home,
    get page() {
      return page;
    },
    openWindow: () => open(new URL('/', studio.link).href),
    async kill(what) {
      watch.expectLostConnection();
      const host = await hostOf(studio.process.pid);
      if (what === 'host') return killNow(host);
      const ended = once(studio.process, 'exit');
      killNow(studio.process.pid);
      killNow(host);
      await ended;
      await page.close();
    },
    async reopen() {
      studio = await startStudio(home);
      page = await openFirst();
    },
    frames: () => Promise.resolve(frames),
    async saveAs(path, ask) {
      const download = page.waitForEvent('download');
      await ask();
      await (await download).saveAs(path);
    },
    async close() {
      await context.close();
      const { process: child } = studio;
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      const complaints = studio.complaints();
      if (complaints.length > 0) throw new Error(`The studio complained:\n${complaints.join('\n')}`);
    },
  };
}

async function startStudio(home: string): Promise<Studio> {
  const child = spawn(process.execPath, ['scripts/start.mjs', '--studio'], {
    cwd: repository,
    env: { ...process.env, DIALOGRAM_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!line.endsWith('is being started again.')) complaints.push(line);
  });
  const link = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('http://')) resolve(line);
    });
    child.once('exit', () => reject(new Error(`The studio did not start:\n${complaints.join('\n')}`)));
  });
  return { process: child, link, complaints: () => complaints };
}
