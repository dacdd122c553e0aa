// What stands on the canvas beside steps: notes and frames. They never run, and nothing that runs refers to them.
import { z } from 'zod';
import { entityIdSchema, workflowIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';

export const furnitureColors = ['yellow', 'blue', 'green', 'pink', 'gray'] as const;

const length = z.number().min(20).max(100_000);
const placed = {
  id: entityIdSchema,
  workflowId: workflowIdSchema,
  position: z.object({ x: z.number(), y: z.number() }),
  size: z.object({ width: length, height: length }),
};

/** Plain text, with line breaks. */
export const noteSchema = z.object({
  ...placed,
  text: z.string().max(limits.noteText).default(''),
  color: z.enum(furnitureColors).default('yellow'),
});

/** A named group: what lies in its rectangle moves with it. */
export const frameSchema = z.object({
  ...placed,
  name: z.string().max(limits.name).default(''),
  color: z.enum(furnitureColors).default('gray'),
  /**
   * Ids of the steps, notes and frames that it hides; null = it is open. Kept rather than found again by place, so that
   * nothing vanishes that is put where a collapsed frame had been. An id that is gone means nothing.
   */
  collapsed: z.array(entityIdSchema).max(limits.entitiesPerCollection).nullable().default(null),
});

export type FurnitureColor = (typeof furnitureColors)[number];
export type Note = z.infer<typeof noteSchema>;
export type Frame = z.infer<typeof frameSchema>;
