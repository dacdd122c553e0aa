import { z } from 'zod';
import { limits } from '../limits.ts';
import { assistantIdSchema, entityIdSchema, workflowIdSchema } from '../ids.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time as HH:MM, for example 09:00.');

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The project's own settings; a project has exactly one. Times of business hours are in `timeZone`. */
export const workspaceSchema = z.object({
  id: entityIdSchema,
  name: z.string().min(1).max(limits.name),
  fallbackMessage: z
    .string()
    .min(1)
    .max(limits.text)
    .default('Sorry, something went wrong. Please try again in a moment.'),
  timeZone: z
    .string()
    .max(100)
    .refine(isTimeZone, 'Choose a time zone by its name, for example Europe/Berlin.')
    .default('UTC'),
  businessHours: z
    .array(z.object({ day: z.enum(weekdays), from: timeOfDay, to: timeOfDay }))
    .max(50)
    .default([]),
  stepCeiling: z.int().min(1).max(limits.stepCeiling.max).default(limits.stepCeiling.default),
  defaultModel: z.string().max(limits.name).nullable().default(null),
  /** What knowledge is searched by, besides words: `provider/model`; null = words alone. */
  embeddingModel: z.string().max(limits.name).nullable().default(null),
  /** What it was made from, so that it can be said what is still to be filled in. */
  preset: z.string().max(64).optional(),
  mainWorkflowId: workflowIdSchema,
  primaryAssistantId: assistantIdSchema,
});

export type Workspace = z.infer<typeof workspaceSchema>;
