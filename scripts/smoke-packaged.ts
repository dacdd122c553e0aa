// Smoke test of the packaged app: it starts, makes a project of the hello preset, and answers a message in the preview.
// The inspect fuse is off, so the page is reached over Chromium's own debugging port.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { findDisplay } from './machine/display.ts';
import { electronFlags } from './machine/electron-flags.ts';
import { findElectron } from './machine/electron.ts';
import { checkFuses } from './package/check-fuses.ts';
import { packageApp } from './package/package-app.ts';
import { talkToHello } from './package/talk-to-hello.ts';

const startWithinMs = 30_000;
const connectWithinMs = 10_000;

const electron = await findElectron();
const display = findDisplay();
if (!electron.ok || !display.ok) {
  console.error(
    `The packaged app cannot be tried here: ${electron.ok ? '' : electron.why} ${display.ok ? '' : display.why}`,
  );
  process.exit(1);
}
const executable = await packageApp(electron.value);
await checkFuses(executable);
const folder = mkdtempSync(join(tmpdir(), 'dialogram-smoke-'));
const command = [
  ...display.value,
  executable,
  ...electronFlags().map(({ flag }) => flag),
  `--user-data-dir=${join(folder, 'user')}`,
  '--remote-debugging-port=0',
];
const [program = executable, ...args] = command;
const child = spawn(program, args, {
  env: { ...process.env, DIALOGRAM_HOME: join(folder, 'home') },
  stdio: ['ignore', 'inherit', 'pipe'],
  detached: true,
});
try {
  const browser = await connect(await debuggingAddress(child));
  const context = browser.contexts()[0];
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (page === undefined) throw new Error('The packaged app opened no window.');
  await page.waitForURL('app://dialogram/**');
  console.log(await talkToHello(page));
} finally {
  // The whole group, since the app may have been started through xvfb-run.
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A debugger that comes while the page takes its first steps may wait for an answer for ever; the next one does not. */
async function connect(address: string, attempts = 5): Promise<Browser> {
  try {
    // Electron has no downloads to redirect.
    return await chromium.connectOverCDP(address, { noDefaults: true, timeout: connectWithinMs });
  } catch (error) {
    if (attempts <= 1) throw error;
    return connect(address, attempts - 1);
  }
}

/** Chromium prints where it listens. */
function debuggingAddress({ stderr }: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error(`The packaged app did not start:\n${said}`));
    const timer = setTimeout(fail, startWithinMs);
    // Read to the end: an app whose output nobody takes stands still.
    stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
