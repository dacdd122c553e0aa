// How fast the canvas is, against a bare React Flow page with the same graph in the same browser and run:
// `node bench/canvas.ts [steps …]` prints tables in Markdown. Builds the window when it is not built.
// Ratios say something on any machine; the milliseconds are those of this one.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { createProject } from '#host/project/create-project.ts';
import { openBrowserApp } from '#tests/e2e/app/browser-app.ts';
import { PageWatch } from '#tests/e2e/app/page-watch.ts';
import { clickToShown, type Gesture, gestureFrames } from './canvas/in-page.ts';
import { largeProject } from './canvas/large-project.ts';
import { findChromium } from '../scripts/machine/chromium.ts';

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 500, 1000, 3000];
const rounds = 3;
const frames = 60;
const keys = 60;
const window = { width: 1600, height: 1000 };
const gestures = ['drag', 'pan', 'zoom'] as const;

interface Frames {
  readonly median: number;
  readonly worst: number;
}
/** By what was done: `near drag`, `whole pan` … */
type Moves = Readonly<Record<string, Frames>>;

const found = findChromium();
if (!found.ok) throw new Error(`The bench needs Chromium: ${found.why}.`);
const home = mkdtempSync(join(tmpdir(), 'dialogram-bench-'));
const barePage = join(import.meta.dirname, 'canvas/bare');
const bareOut = join(home, 'bare');
mkdirSync(join(home, 'projects'));
for (const count of counts) {
  createProject(
    join(home, 'projects', `Bench ${count}.dialogram`),
    largeProject(`Bench ${count}`, count),
  ).close();
}
await build({
  root: barePage,
  configFile: false,
  plugins: [react()],
  logLevel: 'error',
  build: { outDir: bareOut, emptyOutDir: true },
});
const server = await preview({
  root: barePage,
  configFile: false,
  logLevel: 'error',
  build: { outDir: bareOut },
  preview: { port: 0 },
});
const bareAddress = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath: found.value });
const ours = await openBrowserApp(await browser.newContext({ viewport: window }), home, new PageWatch());

const table: string[][] = [];
let typing = '';
for (const count of counts) {
  const mine = await measureOurs(ours.page, count);
  const bare = await measureBare(browser, count, mine.size);
  const row = (what: string, one: number, other: number, unit: string): string[] => [
    count.toLocaleString('en'),
    what,
    `${one.toFixed(1)} ${unit}`,
    `${other.toFixed(1)} ${unit}`,
    `${(one / other).toFixed(2)}×`,
  ];
  table.push(row('open the project', mine.open, bare.render, 'ms'));
  table.push(row('first render', mine.render, bare.render, 'ms'));
  for (const [what, { median, worst }] of Object.entries(mine.moves)) {
    const base = bare.moves[what];
    if (base === undefined) continue;
    const cells = row(what, 1000 / median, 1000 / base.median, 'fps');
    table.push([...cells, `${worst.toFixed(0)} / ${base.worst.toFixed(0)} ms`]);
  }
  table.push(row('type a letter', mine.key, bare.key, 'ms'));
  typing = `One letter is main-thread work from key to answer of the host, at ${keys} letters.`;
}

console.log('\n| steps | what | Dialogram | bare React Flow | ratio | worst frame |');
console.log('| ---: | --- | ---: | ---: | ---: | ---: |');
for (const cells of table) console.log(`| ${[...cells, ''].slice(0, 6).join(' | ')} |`);
console.log(`\n${typing}`);

await ours.close();
await browser.close();
await server.close();
rmSync(home, { recursive: true });

async function measureOurs(page: Page, count: number) {
  const name = `Bench ${count}`;
  const openButton = page.getByRole('button', { name: new RegExp(`^Open ${name} `) });
  const opened: number[] = [];
  const rendered: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await openButton.waitFor();
    opened.push(await openButton.evaluate(clickToShown));
    await page.getByRole('button', { name: /^Workflow Main/ }).click();
    await page.getByTestId('step-started').waitFor();
    rendered.push(await page.getByRole('button', { name: /^Workflow Large/ }).evaluate(clickToShown));
    if (round < rounds - 1) await closeProject(page, name);
  }
  const box = await page.locator('.react-flow').boundingBox();
  if (box === null) throw new Error('The canvas has no place.');
  const moves = await measureMoves(page);
  await page
    .getByRole('group', { name: /^Reply/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const key = await measureKeys(page, page.getByRole('textbox', { name: 'Text', exact: true }));
  await closeProject(page, name);
  return { open: middle(opened), render: middle(rendered), moves, key, size: { ...box } };
}

async function closeProject(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Project ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Close project' }).click();
}

async function measureBare(
  where: Browser,
  count: number,
  size: { readonly width: number; readonly height: number },
) {
  const { steps, edges } = largeProject('Bare', count);
  const graph = {
    size: { width: size.width, height: size.height },
    nodes: steps.map(({ id, kind, position }) => ({ id, label: `${kind} ${id}`, ...position })),
    edges: edges.map(({ id, from, to }) => ({ id, source: from.stepId, target: to })),
  };
  const context = await where.newContext({ viewport: window });
  await context.addInitScript((given) => Reflect.set(globalThis, 'graph', given), graph);
  const rendered: number[] = [];
  let page = await context.newPage();
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await page.close();
    page = round > 0 ? await context.newPage() : page;
    await page.goto(bareAddress);
    rendered.push(await page.getByRole('button', { name: 'Show', exact: true }).evaluate(clickToShown));
  }
  const moves = await measureMoves(page);
  const key = await measureKeys(page, page.getByRole('textbox', { name: 'Text' }));
  await context.close();
  return { render: middle(rendered), moves, key };
}

/** Near as one works, then with the whole graph in view. */
async function measureMoves(page: Page): Promise<Moves> {
  const moves: Record<string, Frames> = {};
  for (const view of ['near', 'whole'] as const) {
    if (view === 'whole') {
      await page.getByRole('button', { name: 'Show everything' }).click();
      await page.waitForFunction(() => document.getAnimations().length === 0);
      await setTimeout(1500);
    }
    for (const kind of gestures) {
      const gesture: Gesture = { kind, frames };
      const times = await page.evaluate(gestureFrames, gesture);
      moves[`${view}: ${kind}`] = { median: middle(times), worst: Math.max(...times) };
    }
  }
  return moves;
}

/** Milliseconds of the page's main thread per letter, with everything that follows from it; not what others take. */
async function measureKeys(page: Page, field: ReturnType<Page['locator']>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  await field.click();
  await page.keyboard.type('warm up', { delay: 60 });
  const before = await busy();
  await page.keyboard.type('abcde '.repeat(keys / 6), { delay: 60 });
  const perKey = (((await busy()) - before) * 1000) / keys;
  await session.detach();
  return perKey;
}

function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}
