// Copied items of lists as text, so that a tool can be pasted into another prompt, window or project.
// Invariants: what is pasted is parsed and fits the list; its ids are new.
import { z } from 'zod';
import { limits } from '#shared/model/limits.ts';
import { type JsonObject, jsonObjectSchema, parseJson } from '#shared/util/json.ts';
import { withNewIds } from './form-schema.ts';

const clipSchema = z.object({
  format: z.literal('dialogram-item'),
  formatVersion: z.literal(1),
  /** What an item of its list is called, such as `tool`. */
  itemName: z.string(),
  item: jsonObjectSchema,
});

export function itemClip(itemName: string, item: JsonObject): string {
  const clip: z.infer<typeof clipSchema> = { format: 'dialogram-item', formatVersion: 1, itemName, item };
  return JSON.stringify(clip);
}

/** Null: the text is no item of such a list. */
export function readItemClip(text: string, itemName: string, schema: z.ZodObject): JsonObject | null {
  if (text.length > limits.settingsBytes * 2 || !text.trimStart().startsWith('{')) return null;
  const clip = clipSchema.safeParse(parseJson(text)).data;
  return clip?.itemName === itemName && schema.safeParse(clip.item).success
    ? withNewIds(schema, clip.item, itemName)
    : null;
}
