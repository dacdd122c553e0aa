// How fast the canvas is, against a bare React Flow page with the same graph in the same browser and run:
// `node bench/canvas.ts [steps …]` prints tables in Markdown. Builds the window when it is not built.
// Beside what a clock says stands what the page's main thread worked, which other programs on the machine do not change:
// the ratio is of that.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Browser, chromium, type Locator, type Page } from '@playwright/test';
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
const frames = 40;
const keys = 30;
const window = { width: 1600, height: 1000 };
const gestures = ['drag', 'pan', 'zoom'] as const;

/** Milliseconds by the clock, and of the page's main thread. */
interface Cost {
  readonly clock: number;
  readonly work: number;
}
/** By what was done: `near: drag`, `whole: pan` … */
interface Measured {
  /** Per frame. */
  readonly moves: Readonly<Record<string, Cost & { readonly worst: number }>>;
  /** Per letter. */
  readonly letters: Readonly<Record<string, Cost>>;
}

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

console.log('| steps | what | Dialogram | bare React Flow | main thread | bare | ratio |');
console.log('| ---: | --- | ---: | ---: | ---: | ---: | ---: |');
for (const count of counts) {
  const mine = await measureOurs(ours.page, count);
  const bare = await measureBare(browser, count, mine.size);
  const print = (what: string, one: Cost, other: Cost, clock: (cost: Cost) => string): void => {
    const work = [one, other].map((cost) => `${cost.work.toFixed(1)} ms`);
    const ratio = `${(one.work / other.work).toFixed(2)}×`;
    const cells = [count.toLocaleString('en'), what, clock(one), clock(other), ...work, ratio];
    console.log(`| ${cells.join(' | ')} |`);
  };
  const inMs = ({ clock }: Cost): string => `${clock.toFixed(0)} ms`;
  const perSecond = ({ clock }: Cost): string => `${(1000 / clock).toFixed(0)} fps`;
  print('open the project', mine.open, bare.render, inMs);
  print('first render', mine.render, bare.render, inMs);
  for (const [what, cost] of Object.entries(mine.moves)) {
    const base = bare.moves[what];
    if (base === undefined) continue;
    const withWorst = (each: Cost): string =>
      `${perSecond(each)}, worst ${(each === cost ? cost.worst : base.worst).toFixed(0)} ms`;
    print(what, cost, base, withWorst);
  }
  for (const [what, cost] of Object.entries(mine.letters)) {
    const base = bare.letters[what];
    if (base !== undefined) print(what, cost, base, inMs);
  }
}

await ours.close();
await browser.close();
await server.close();
rmSync(home, { recursive: true });

async function measureOurs(page: Page, count: number) {
  const name = `Bench ${count}`;
  const openButton = page.getByRole('button', { name: new RegExp(`^Open ${name} `) });
  const opened: Cost[] = [];
  const rendered: Cost[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await openButton.waitFor();
    opened.push(await costOf(page, () => openButton.evaluate(clickToShown)));
    await page.getByRole('button', { name: /^Workflow Main/ }).click();
    await page.getByTestId('step-started').waitFor();
    const large = page.getByRole('button', { name: /^Workflow Large/ });
    rendered.push(await costOf(page, () => large.evaluate(clickToShown)));
    if (round < rounds - 1) await closeProject(page, name);
  }
  const box = await page.locator('.react-flow').boundingBox();
  if (box === null) throw new Error('The canvas has no place.');
  const measured = await measureViews(page, async () => {
    await page
      .getByRole('group', { name: /^Reply/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    return page.getByRole('textbox', { name: 'Text', exact: true });
  });
  await closeProject(page, name);
  return { open: cheapest(opened), render: cheapest(rendered), ...measured, size: { ...box } };
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
  const rendered: Cost[] = [];
  let page = await context.newPage();
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await page.close();
    page = round > 0 ? await context.newPage() : page;
    await page.goto(bareAddress);
    const show = page.getByRole('button', { name: 'Show', exact: true });
    rendered.push(await costOf(page, () => show.evaluate(clickToShown)));
  }
  const text = page.getByRole('textbox', { name: 'Text' });
  const measured = await measureViews(page, () => Promise.resolve(text));
  await context.close();
  return { render: cheapest(rendered), ...measured };
}

/** Near as one works, then with the whole graph in view. */
async function measureViews(page: Page, openField: () => Promise<Locator>): Promise<Measured> {
  const moves: Record<string, Cost & { readonly worst: number }> = {};
  const letters: Record<string, Cost> = {};
  for (const view of ['near', 'whole'] as const) {
    if (view === 'whole') {
      await page.getByRole('button', { name: 'Show everything' }).click();
      await page.waitForFunction(() => document.getAnimations().length === 0);
      await setTimeout(1500);
    }
    for (const kind of gestures) {
      const gesture: Gesture = { kind, frames };
      let times: readonly number[] = [];
      const { work } = await costOf(page, async () => {
        times = await page.evaluate(gestureFrames, gesture);
        return 0;
      });
      moves[`${view}: ${kind}`] = { clock: middle(times), work: work / frames, worst: Math.max(...times) };
    }
    letters[`${view}: type a letter`] = await measureKeys(page, await openField());
  }
  return { moves, letters };
}

/** Per letter, with everything that follows from it until the host has answered. */
async function measureKeys(page: Page, field: Locator): Promise<Cost> {
  await field.click();
  await page.keyboard.type('warm up', { delay: 60 });
  const { work } = await costOf(page, async () => {
    await page.keyboard.type('abcde '.repeat(keys / 6), { delay: 60 });
    return 0;
  });
  return { clock: work / keys, work: work / keys };
}

async function costOf(page: Page, act: () => Promise<number>): Promise<Cost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const before = await worked();
  const clock = await act();
  const work = (await worked()) - before;
  await session.detach();
  return { clock, work };
}

/** What other programs took from the others is not ours. */
function cheapest(costs: readonly Cost[]): Cost {
  return {
    clock: Math.min(...costs.map(({ clock }) => clock)),
    work: middle(costs.map(({ work }) => work)),
  };
}

function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}
