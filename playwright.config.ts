// End-to-end tests: all in the browser studio, and those that concern host, files and windows in Electron's too. `npm test`
// finds both and runs them.
import { defineConfig } from '@playwright/test';

const executablePath = process.env['DIALOGRAM_CHROMIUM'];

/** What only the page does is the same in both, and is tried once. */
const pageOnly = [
  'canvas-editing',
  'dropped-files',
  'dry-run',
  'focus-scope',
  'knowledge-by-meaning',
  'large-workflow',
  'layout',
  'models',
  'notes-frames',
  'operator',
  'panels',
  'presets',
  'projects',
  'prompt',
  'screens',
  'six-actions',
  'settings',
  'test-users',
  'windows',
].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.cache/playwright',
  forbidOnly: true,
  // Windows wait more than they work, so two at a time cost little more than one.
  workers: 2,
  timeout: 120_000,
  // A window on a busy machine may miss a moment; a test that needs another try is named as flaky in the output.
  retries: 2,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
  projects: [
    { name: 'chromium', testIgnore: /electron-/ },
    { name: 'electron', testIgnore: pageOnly },
  ],
});
