// A workflow much larger than the window: only what is in sight is drawn, and every connection that is drawn meets the dots of
// its ports, also those of steps that were never drawn.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { StartPage } from './pages/start-page.ts';

const columns = 20;
const count = 300;
const numbers = Array.from({ length: count }, (_, number) => number);
const isChoice = (number: number): boolean => number % 3 === 1;

const largeProject = {
  format: 'dialogram',
  formatVersion: 1,
  workspace: { id: 'w', name: 'Large', mainWorkflowId: 'main', primaryAssistantId: 'dia' },
  assistants: [{ id: 'dia', name: 'Dia' }],
  workflows: [{ id: 'main', name: 'Main' }],
  steps: numbers.map((number) => ({
    id: `s${number}`,
    workflowId: 'main',
    kind: isChoice(number) ? 'choice' : 'reply',
    settings: isChoice(number)
      ? { content: 'Which?', options: [{ id: 'o', label: 'One', value: 'one' }] }
      : { content: `${number}. ${'Some words to read. '.repeat((number % 5) + 1)}` },
    position: { x: (number % columns) * 300, y: Math.floor(number / columns) * 260 },
    ...(number % 7 === 0 ? { name: `Step ${number} with a name that needs more than one line` } : {}),
    ...(number % 11 === 0 ? { isDisabled: true } : {}),
  })),
  edges: numbers.slice(1).map((number) => ({
    id: `e${number}`,
    from: { stepId: `s${number - 1}`, port: isChoice(number - 1) ? 'picked' : 'next' },
    to: `s${number}`,
  })),
};

test('a large workflow is drawn where it is seen, with connections that meet their ports', async ({
  app,
}) => {
  const { page } = app;
  const start = new StartPage(page);
  const editor = new EditorPage(page);
  const { canvas } = editor;
  const bundle = join(app.home, 'large.dialogram.json');
  writeFileSync(bundle, JSON.stringify(largeProject));
  await start.expectShown();
  await page.getByLabel('File to import').setInputFiles(bundle);
  await editor.expectShown('Large');
  await expect(canvas.edges.first()).toBeAttached();

  await test.step('only what is in sight is there', async () => {
    expect(await canvas.steps.count()).toBeLessThan(count / 3);
    await expect.poll(() => page.evaluate(looseEnds)).toEqual([]);
  });
  await test.step('from far everything is, and near again the connections are where they were', async () => {
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect(page.locator('.far-node')).toHaveCount(count);
    await expect(canvas.edges).toHaveCount(0);
    await expect(async () => {
      await page.getByRole('button', { name: 'Zoom in' }).click();
      await expect(canvas.edges.first()).toBeAttached({ timeout: 500 });
    }).toPass();
    await expect.poll(() => page.evaluate(looseEnds)).toEqual([]);
    expect(await page.evaluate(missingEdges)).toEqual([]);
  });
  await test.step('the outline draws what is in sight, and says how many there are', async () => {
    await page.keyboard.press('Control+Shift+O');
    const rows = page.getByRole('treeitem');
    await expect(rows.first()).toBeVisible();
    expect(await rows.count()).toBeLessThan(count / 3);
    await rows.first().focus();
    await page.keyboard.press('End');
    const last = page.locator('[role="treeitem"]:focus');
    await expect(last).toHaveAttribute('aria-posinset', String(count));
    await expect(last).toHaveAttribute('aria-setsize', String(count));
    await expect(last).toBeInViewport();
  });
});

/** Drawn connections that begin or end beside the dot of a step that is drawn, too. */
function looseEnds(): readonly string[] {
  return [...document.querySelectorAll('.react-flow__edge')].flatMap((edge) => {
    const path = edge.querySelector<SVGPathElement>('.react-flow__edge-path');
    const [, source = '', target = ''] =
      /from (\S+) to (\S+)/.exec(edge.getAttribute('aria-label') ?? '') ?? [];
    const matrix = path?.getScreenCTM();
    if (path === null || matrix == null) return [`${source} ${target} has no path`];
    const isLoose = (along: number, dots: string): boolean => {
      const { x, y } = path.getPointAtLength(along).matrixTransform(matrix);
      const found = [...document.querySelectorAll(dots)].map((dot) => dot.getBoundingClientRect());
      return (
        found.length > 0 &&
        found.every(
          (box) => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y) > box.width / 2 + 1,
        )
      );
    };
    const isOff =
      isLoose(0, `[data-testid^="port-${source}-"]`) ||
      isLoose(path.getTotalLength(), `[data-testid="input-${target}"]`);
    return isOff ? [`${source} ${target}`] : [];
  });
}

/** Steps in the middle of what is drawn whose connection to the next one is not. */
function missingEdges(): readonly string[] {
  const drawn = new Set(
    [...document.querySelectorAll('.react-flow__edge')].map((edge) => edge.getAttribute('data-id')),
  );
  return [...document.querySelectorAll('.react-flow__node')].flatMap((node) => {
    const id = node.getAttribute('data-id') ?? '';
    return id === 's0' || drawn.has(`e${id.slice(1)}`) ? [] : [id];
  });
}
