import { expect, type Locator, type Page } from '@playwright/test';
import type { Canvas, Point } from './canvas.ts';

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Arranging, copying and inserting on the canvas, by mouse, menu and keys. */
export class CanvasEditing {
  readonly page: Page;
  readonly canvas: Canvas;
  /** Type in it to find a step to add. */
  readonly quickAdd: Locator;

  constructor(canvas: Canvas) {
    this.canvas = canvas;
    this.page = canvas.page;
    this.quickAdd = this.page.getByRole('combobox', { name: 'Find a step' });
  }

  /** Adds the first kind that is found, from the open quick-add menu; returns the new step's id. */
  async quickly(words: string): Promise<string> {
    const before = await this.canvas.steps.count();
    await this.quickAdd.fill(words);
    await this.quickAdd.press('Enter');
    await expect(this.canvas.steps).toHaveCount(before + 1);
    return this.canvas.selectedStepId();
  }

  /** Drags from a step's port and lets go where nothing is. */
  async dropConnection(id: string, port: string, by: Point): Promise<void> {
    const { x, y } = middleOf(await boxOf(this.page.getByTestId(`port-${id}-${port}`)));
    await this.#drag({ x, y }, { x: x + by.x, y: y + by.y });
    await expect(this.quickAdd).toBeFocused();
  }

  async doubleClick(place: Point): Promise<void> {
    await this.canvas.root.locator('.react-flow__pane').dblclick({ position: place });
    await expect(this.quickAdd).toBeFocused();
  }

  /** Drags a step by its head onto the middle of the way between two others. */
  async dropBetween(id: string, from: string, to: string): Promise<void> {
    const grip = middleOf(await boxOf(this.canvas.step(id).locator('.step-node__head')));
    await this.#drag(grip, await this.between(from, to), async () => {
      await expect(this.canvas.root.locator('.step-edge--drop')).toHaveCount(1);
    });
  }

  /** The middle of the way from a step's `next` to another step, in pixels of the window. */
  async between(from: string, to: string): Promise<Point> {
    const one = middleOf(await boxOf(this.page.getByTestId(`port-${from}-next`)));
    const other = middleOf(await boxOf(this.page.getByTestId(`input-${to}`)));
    return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
  }

  /** Puts the focus on the canvas and selects every step. */
  async selectAll(): Promise<void> {
    await this.canvas.step((await this.canvas.stepIds())[0] ?? '').click();
    await this.page.keyboard.press('ControlOrMeta+a');
  }

  async box(id: string): Promise<Box> {
    return boxOf(this.canvas.step(id));
  }

  async #drag(from: Point, to: Point, beforeDrop?: () => Promise<void>): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 8 });
    await beforeDrop?.();
    await mouse.up();
  }
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`Not on the screen: ${locator.toString()}`);
  return box;
}
