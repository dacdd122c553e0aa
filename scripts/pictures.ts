// `npm run pictures`: takes the pictures that README and docs show, from the end-to-end test that looks at every screen.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository, tool } from './lib/tool.ts';
import { findChromium } from './machine/chromium.ts';

/** Where each picture is shown from: the name in docs/pictures, and the screen it is of. */
const shown = {
  'editor-light': 'editor-hello-light-1280-browser',
  'editor-dark': 'editor-hello-dark-1280-browser',
  'preview-light': 'preview-light-1280-browser',
  'settings-dark': 'settings-branch-dark-1280-browser',
  'problems-light': 'problems-light-1280-browser',
  'start-light': 'start-projects-light-1280-browser',
} as const;

const chromium = findChromium();
if (!chromium.ok) throw new Error(`There is no browser to take pictures with: ${chromium.why}`);
const { status } = spawnSync(
  process.execPath,
  [tool('@playwright/test', 'playwright'), 'test', '--project', 'chromium', 'screens'],
  {
    cwd: repository,
    env: { ...process.env, DIALOGRAM_CHROMIUM: chromium.value },
    stdio: 'inherit',
  },
);
if (status !== 0) throw new Error('The pictures are not taken: see what the test above says.');
const folder = join(repository, 'docs/pictures');
mkdirSync(folder, { recursive: true });
for (const [name, screen] of Object.entries(shown)) {
  copyFileSync(join(repository, 'test-results/screens', `${screen}.png`), join(folder, `${name}.png`));
}
