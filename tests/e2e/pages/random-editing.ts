// An author who edits at random, in small strokes: a key pressed, a step picked up, a button clicked.
import { errors } from '@playwright/test';
import type { Random } from '../app/random.ts';
import type { Point } from './canvas.ts';
import type { EditorPage } from './editor-page.ts';

const mostSteps = 8;
const kinds = ['Reply', 'Reply', 'Code', 'Set', 'End'] as const;
const words = ['hello', 'plan?', 'é ü ß', '{{args.x}}', '<b>', '👋 hi'] as const;

/** `afterStroke` is called between any two strokes, also in the middle of a drag and between letters. */
export async function editAtRandom(
  editor: EditorPage,
  random: Random,
  afterStroke: () => Promise<void>,
): Promise<void> {
  const { canvas, settings, page } = editor;
  const ids = await canvas.stepIds();
  const others = ids.filter((id) => id !== 'started');
  const other = others[random.below(others.length)];

  const type = async (text: string): Promise<void> => {
    for (const letter of text) {
      await page.keyboard.type(letter);
      await afterStroke();
    }
  };
  const actions = {
    add: async () => {
      const place = await freePlace(editor, random);
      if (place !== undefined) await canvas.drop(random.pick(kinds), place);
    },
    rename: async (id: string) => {
      await canvas.selectByKey(id);
      await settings.name.click();
      await type(random.pick(words));
    },
    write: async (id: string) => {
      await canvas.selectByKey(id);
      const text = settings.field('Text');
      if (!(await text.isVisible())) return;
      await text.click();
      await type(random.pick(words));
    },
    move: async (id: string) => {
      const place = await freePlace(editor, random);
      if (place !== undefined) await canvas.moveTo(id, place, afterStroke);
    },
    connect: async (id: string) => {
      const from = ids[random.below(ids.length)] ?? 'started';
      if (await canvas.hasPort(from, 'next')) await canvas.lead(from, 'next', id, afterStroke);
    },
    delete: async (id: string) => {
      await canvas.selectByKey(id);
      await page.keyboard.press('Delete');
    },
    undo: async () => {
      if (await editor.undoButton.isEnabled()) await editor.undoButton.click();
    },
    redo: async () => {
      if (await editor.redoButton.isEnabled()) await editor.redoButton.click();
    },
  };

  if (other === undefined || (others.length < mostSteps && random.below(4) === 0)) await actions.add();
  else {
    const names = [
      'rename',
      'write',
      'write',
      'move',
      'connect',
      'connect',
      'undo',
      'redo',
      'delete',
    ] as const;
    await unlessGone(editor, other, () => actions[random.pick(names)](other));
  }
  await afterStroke();
}

/** An undo from before the host was killed may take away the step that is being worked on. */
async function unlessGone({ canvas }: EditorPage, id: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isGone = error instanceof errors.TimeoutError && (await canvas.step(id).count()) === 0;
    if (!isGone) throw error;
  }
}

/** Far enough from the border that the canvas does not begin to move by itself. */
async function freePlace({ canvas }: EditorPage, random: Random): Promise<Point | undefined> {
  const { width, height } = await canvas.size();
  const tries = Array.from({ length: 30 }, () => ({
    x: 130 + random.below(width - 260),
    y: 70 + random.below(height - 220),
  }));
  return canvas.firstFree(tries);
}
