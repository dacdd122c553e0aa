// `npm test`: unit tests, then the end-to-end tests in Chromium and in Electron. The last line is the sum of all.
// Invariant: what this machine cannot run is counted as skipped, never as passed, and the reason is printed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Counts, noReport, playwrightCounts, sum, summaryLine, vitestCounts } from './lib/counts.ts';
import { repository, tool } from './lib/tool.ts';
import { findChromium } from './machine/chromium.ts';
import { findDatabases } from './machine/databases.ts';
import { findDisplay } from './machine/display.ts';
import { findElectron } from './machine/electron.ts';
import type { Found } from './machine/found.ts';

const reports = join(repository, '.cache/test-reports');
const playwright = [tool('@playwright/test', 'playwright'), 'test'];

rmSync(reports, { recursive: true, force: true });
const counts = sum([...runUnitTests(), ...(await runWindowTests())]);
console.log(`\n${summaryLine(counts)}`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function runUnitTests(): readonly Counts[] {
  const databases = findDatabases();
  say('Databases', databases);
  const report = join(reports, 'unit.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const left = databases.ok ? [] : ['--exclude=**/databases.slow.test.ts'];
  const exitCode = run([process.execPath, tool('vitest'), ...args, ...left]);
  const tested = existsSync(report) ? vitestCounts(readJson(report), exitCode) : noReport;
  return databases.ok ? [tested] : [tested, { passed: 0, failed: 0, skipped: 1 }];
}

/** What needs a browser or a window: the end-to-end tests, and one try of the packaged app. */
async function runWindowTests(): Promise<readonly Counts[]> {
  const chromium = findChromium();
  const electron = await findElectron();
  const display = findDisplay();
  say('Chromium', chromium);
  say('Electron', electron);
  say('Display', display);

  const available = [
    ...(chromium.ok ? ['chromium'] : []),
    ...(electron.ok && display.ok ? ['electron'] : []),
  ];
  const missing = ['chromium', 'electron'].filter((project) => !available.includes(project));
  const skipped = missing.map((project) => ({ passed: 0, failed: 0, skipped: countTests(project) }));
  const canPackage = available.includes('electron');
  if (!canPackage) skipped.push({ passed: 0, failed: 0, skipped: 1 });
  if (available.length === 0) return skipped;

  if (run([process.execPath, 'scripts/build.ts', '--changed']) !== 0) return [noReport, ...skipped];
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'end-to-end.json'),
    ...(chromium.ok ? { DIALOGRAM_CHROMIUM: chromium.value } : {}),
    ...(electron.ok ? { ELECTRON_OVERRIDE_DIST_PATH: electron.value } : {}),
  };
  const projects = available.flatMap((project) => ['--project', project]);
  const prefix = available.includes('electron') && display.ok ? display.value : [];
  const command = [...prefix, process.execPath, ...playwright, '--reporter=list,json', ...projects];
  const exitCode = run(command, env);
  const report = env.PLAYWRIGHT_JSON_OUTPUT_FILE;
  const endToEnd = existsSync(report) ? playwrightCounts(readJson(report), exitCode) : noReport;
  return [endToEnd, ...(canPackage ? [tryPackagedApp()] : []), ...skipped];
}

function tryPackagedApp(): Counts {
  const passed = run([process.execPath, 'scripts/smoke-packaged.ts']) === 0 ? 1 : 0;
  return { passed, failed: 1 - passed, skipped: 0 };
}

function say(what: string, found: Found<unknown>): void {
  const value = found.ok && typeof found.value === 'string' ? ` (${found.value})` : '';
  console.log(
    `${what}: ${found.ok ? `${found.from}${value}` : `cannot be had: ${found.why}; its tests are skipped`}`,
  );
}

function countTests(project: string): number {
  const args = [...playwright, '--list', '--reporter=list', '--project', project];
  const listed = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8' }).stdout;
  return Number(/Total: (\d+) tests?/.exec(listed)?.[1] ?? 1);
}

function run(command: readonly string[], env: NodeJS.ProcessEnv = {}): number {
  const [program = process.execPath, ...args] = command;
  const options = { cwd: repository, env: { ...process.env, ...env }, stdio: 'inherit' } as const;
  const { status, error } = spawnSync(program, args, options);
  if (error !== undefined) console.error(`Could not start ${program}: ${error.message}`);
  return status ?? 1;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
