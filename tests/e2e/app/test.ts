// `test` with the app running: the browser studio in the project `chromium`, Electron's window in the project `electron`.
// Invariant: a test during which a page logged an error or broke its content security policy has failed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { App } from './app.ts';
import { openBrowserApp } from './browser-app.ts';
import { openElectronApp } from './electron-app.ts';
import { PageWatch } from './page-watch.ts';

interface Fixtures {
  readonly app: App;
}

/** The size of Electron's window when it opens for the first time. */
const viewport = { width: 1360, height: 860 };

export const test = base.extend<Fixtures>({
  app: async ({ playwright }, use, { project }) => {
    const home = mkdtempSync(join(tmpdir(), 'dialogram-e2e-'));
    const watch = new PageWatch();
    if (project.name === 'electron') {
      const app = await openElectronApp(home, watch);
      await use(app);
      await app.close();
    } else {
      const browser = await playwright.chromium.launch();
      const app = await openBrowserApp(await browser.newContext({ viewport }), home, watch);
      await use(app);
      await app.close();
      await browser.close();
    }
    rmSync(home, { recursive: true });
    expect(watch.faults, 'what went wrong inside the pages').toEqual([]);
  },
});

export { expect } from '@playwright/test';
