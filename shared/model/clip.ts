// Copied steps as text, so that they can be pasted into another project, window or program.
// Invariants: what is pasted is parsed and bounded; references to what was not copied come with a name for the author.
import { z } from 'zod';
import { parseJson } from '#shared/util/json.ts';
import { edgeSchema, type Edge, type Step, stepSchema } from './entities/flow.ts';
import { type Frame, frameSchema, type Note, noteSchema } from './entities/furniture.ts';
import { limits } from './limits.ts';

const namesSchema = z.record(z.string().max(64), z.string().max(limits.name));

const clipSchema = z
  .object({
    format: z.literal('dialogram-steps'),
    formatVersion: z.literal(1),
    steps: z.array(stepSchema).max(limits.clipSteps),
    /** Those between the copied steps. */
    edges: z.array(edgeSchema).max(limits.clipSteps * 10),
    notes: z.array(noteSchema).max(limits.clipSteps).default([]),
    frames: z.array(frameSchema).max(limits.clipSteps).default([]),
    /** What the workflows, steps and assistants that the settings name are called, by id. */
    names: namesSchema,
  })
  .refine(({ steps, notes, frames }) => {
    const ids = [...steps, ...notes, ...frames].map(({ id }) => id);
    return ids.length > 0 && new Set<string>(ids).size === ids.length;
  }, 'A copy has at least one thing, and each once.');

export type Clip = z.infer<typeof clipSchema>;

interface Copied {
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
  readonly notes: readonly Note[];
  readonly frames: readonly Frame[];
}

export function clipText({ steps, edges, notes, frames }: Copied, names: Clip['names']): string {
  const clip: Clip = {
    format: 'dialogram-steps',
    formatVersion: 1,
    steps: [...steps],
    edges: [...edges],
    notes: [...notes],
    frames: [...frames],
    names,
  };
  return JSON.stringify(clip);
}

/** Null: the text is something else, or too large. */
export function parseClip(text: string): Clip | null {
  if (text.length > limits.clipText || !text.trimStart().startsWith('{')) return null;
  const clip = clipSchema.safeParse(parseJson(text)).data;
  return clip === undefined || clip.steps.length + clip.notes.length + clip.frames.length === 0 ? null : clip;
}
