import { expect, type Locator, type Page } from '@playwright/test';
import { type CanvasHistory, type CanvasSnapshot, readCanvasHistory } from './canvas-history.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The workflow as a graph, worked with by mouse. */
export class Canvas {
  readonly page: Page;
  readonly root: Locator;
  readonly steps: Locator;
  readonly edges: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Canvas', exact: true });
    this.steps = this.root.locator('[data-testid^="step-"]');
    this.edges = this.root.locator('.react-flow__edge');
  }

  step(id: string): Locator {
    return this.page.getByTestId(`step-${id}`);
  }

  /** The id of the port that is labelled so. */
  async portId(step: string, label: string): Promise<string> {
    return (await this.#port(step, label).getAttribute('data-handleid')) ?? '';
  }

  /** How the preview stands at a step: idle, running, waiting, visited or failed. */
  async expectRun(id: string, mark: string): Promise<void> {
    await expect(this.step(id)).toHaveAttribute('data-run', mark);
  }

  /** Clicks a kind in the palette; the new step is selected. */
  async add(title: string): Promise<string> {
    return this.#added(() => this.#paletteItem(title).click());
  }

  /** Drags a kind from the palette to a place, given in pixels from the canvas' corner. */
  async drop(title: string, targetPosition: Point): Promise<string> {
    return this.#added(() => this.#paletteItem(title).dragTo(this.root, { targetPosition, steps: 4 }));
  }

  /** Of the steps that are seen, or of those among them. */
  stepIds(which: '' | '.selected' = ''): Promise<readonly string[]> {
    return this.root
      .locator(`.react-flow__node${which}`)
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id') ?? ''));
  }

  hasPort(id: string, label: string): Promise<boolean> {
    return this.#port(id, label).isVisible();
  }

  /** The first place where a dropped step would cover no other, nor be covered by what floats over the canvas. */
  async firstFree(places: readonly Point[]): Promise<Point | undefined> {
    const corner = await boxOf(this.root);
    const taken = await this.root.locator('.react-flow__node, .react-flow__panel').evaluateAll((elements) =>
      elements.map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { left, top, right, bottom };
      }),
    );
    return places.find(({ x, y }) =>
      taken.every(
        ({ left, top, right, bottom }) =>
          corner.x + x + 130 < left ||
          corner.x + x - 130 > right ||
          corner.y + y + 110 < top ||
          corner.y + y - 40 > bottom,
      ),
    );
  }

  async size(): Promise<{ readonly width: number; readonly height: number }> {
    return boxOf(this.root);
  }

  async selectedStepId(): Promise<string> {
    await expect.poll(() => this.stepIds('.selected')).toHaveLength(1);
    return (await this.stepIds('.selected'))[0] ?? '';
  }

  /** A step that is out of sight is brought into it first. */
  async select(id: string): Promise<void> {
    if ((await this.step(id).count()) === 0) await this.showEverything();
    await this.step(id).locator('.step-node__head').click();
    await this.#expectSelected(id);
  }

  /** As `select`, for a step that others may cover. */
  async selectByKey(id: string): Promise<void> {
    await this.root.locator(`.react-flow__node[data-id="${id}"]`).press('Space');
    await this.#expectSelected(id);
  }

  /** Drags from the port that is labelled so to the dot at which the other step begins. */
  async connect(from: string, portLabel: string, to: string): Promise<void> {
    const before = await this.edges.count();
    await this.lead(from, portLabel, to);
    await expect(this.edges).toHaveCount(before + 1);
  }

  /** As `connect`; a connection that the port has already is led elsewhere. */
  async lead(from: string, portLabel: string, to: string, beforeDrop?: () => Promise<void>): Promise<void> {
    const input = this.page.getByTestId(`input-${to}`);
    const port = this.#port(from, portLabel);
    // The view may still be moving to a step that was just added.
    await input.hover({ trial: true });
    await port.hover();
    await this.#drag(await centre(port), await centre(input), beforeDrop);
  }

  /** Drags a step by its head to a place, given in pixels from the canvas' corner. */
  async moveTo(id: string, { x, y }: Point, beforeDrop?: () => Promise<void>): Promise<void> {
    const corner = await boxOf(this.root);
    const to = { x: corner.x + x, y: corner.y + y };
    await this.#drag(await centre(this.step(id).locator('.step-node__head')), to, beforeDrop);
  }

  async zoomOut(): Promise<void> {
    const zoom = this.page.getByRole('button', { name: /^Zoom \d+ %/ });
    const before = (await zoom.textContent()) ?? '';
    await this.page.getByRole('button', { name: 'Zoom out' }).click();
    await expect(zoom).not.toHaveText(before);
  }

  async showEverything(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show everything' }).click();
  }

  /** What is seen, and was seen since this was asked for the first time in this window. */
  history(): Promise<CanvasHistory> {
    return this.page.evaluate(readCanvasHistory);
  }

  async snapshot(): Promise<CanvasSnapshot> {
    const { moments } = await this.history();
    return moments.at(-1)?.snapshot ?? { steps: {}, edges: [] };
  }

  /** The id of the step that this adds, which is selected. */
  async #added(add: () => Promise<void>): Promise<string> {
    const before = await this.stepIds();
    await add();
    const isNew = async (): Promise<boolean> => {
      const [id = '', ...more] = await this.stepIds('.selected');
      return id !== '' && more.length === 0 && !before.includes(id);
    };
    await expect.poll(isNew).toBe(true);
    return this.selectedStepId();
  }

  async #expectSelected(id: string): Promise<void> {
    await expect.poll(() => this.stepIds('.selected')).toEqual([id]);
  }

  #port(step: string, label: string): Locator {
    return this.step(step).getByTitle(`Drag to connect “${label}”`, { exact: true });
  }

  #paletteItem(title: string): Locator {
    return this.page.getByRole('button', { name: `Add ${title} step`, exact: true });
  }

  async #drag(from: Point, to: Point, beforeDrop?: () => Promise<void>): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 6 });
    await beforeDrop?.();
    await mouse.up();
  }
}

async function centre(locator: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

async function boxOf(locator: Locator): Promise<Point & { readonly width: number; readonly height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`Not on the screen: ${locator.toString()}`);
  return box;
}
