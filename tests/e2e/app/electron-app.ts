// The app in Electron's window, launched as `npm start` does.
import { once } from 'node:events';
import { join } from 'node:path';
import { type ElectronApplication, _electron, type Page } from '@playwright/test';
import type { WindowBridge } from '#shared/ipc/bridge.ts';
import { electronFlags } from '../../../scripts/machine/electron-flags.ts';
import type { App } from './app.ts';
import type { PageWatch } from './page-watch.ts';
import { hostOf, killNow } from './processes.ts';

const repository = join(import.meta.dirname, '../../..');

/** `home` also takes what Electron keeps: window places, caches, the lock of the one instance. */
export function launchElectron(home: string): Promise<ElectronApplication> {
  // Without a path Playwright takes the binary that the electron package names, and holds the app back until it is attached.
  return _electron.launch({
    args: [
      ...electronFlags().map(({ flag }) => flag),
      repository,
      `--user-data-dir=${join(home, 'electron')}`,
    ],
    env: { ...process.env, DIALOGRAM_HOME: home, DIALOGRAM_NODE: process.execPath },
  });
}

export async function openElectronApp(home: string, watch: PageWatch): Promise<App> {
  let app = await launchElectron(home);
  let page = await firstWindow();

  async function firstWindow(): Promise<Page> {
    const opened = watch.watch(await app.firstWindow());
    await opened.evaluate(() => {
      const heard: unknown[] = [];
      Reflect.set(window, 'heardFrames', heard);
      const bridge: Pick<WindowBridge, 'onFrame'> = Reflect.get(window, 'dialogram');
      bridge.onFrame((frame) => heard.push(frame));
    });
    return opened;
  }

  return {
    shell: 'electron',
    home,
    get page() {
      return page;
    },
    async openWindow() {
      const opened = app.waitForEvent('window');
      await app.evaluate(({ Menu }) => {
        const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&File');
        file?.submenu?.items.find(({ label }) => label === 'New window')?.click();
      });
      return watch.watch(await opened);
    },
    async kill(what) {
      const main = app.process();
      const host = await hostOf(main.pid);
      if (what === 'host') return killNow(host);
      const ended = once(main, 'exit');
      killNow(main.pid);
      killNow(host);
      await ended;
    },
    async reopen() {
      app = await launchElectron(home);
      page = await firstWindow();
    },
    frames: () => page.evaluate((): readonly unknown[] => Reflect.get(window, 'heardFrames')),
    async saveAs(path, ask) {
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, path);
      await ask();
    },
    close: () => app.close(),
  };
}
