// JSON with variables. It is read as JSON first, and only the texts in it are filled in, each by itself: so nothing in a value can
// add a member or change another one. A variable outside of a text gives its value with its type.
import { type Json, jsonSchema } from '#shared/util/json.ts';

export type JsonTemplate =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly problem: string };

export function parseJsonTemplate(source: string): JsonTemplate {
  try {
    const value = jsonSchema.parse(JSON.parse(quoteVariables(source)));
    return { ok: true, value };
  } catch {
    const problem =
      'This is not JSON. Check its quotes, commas and brackets; a variable stands in place of a value, such as {"count": {{args.count}}}.';
    return { ok: false, problem };
  }
}

/** `{"count": {{args.count}}}` becomes `{"count": "{{args.count}}"}`; what is in a text already stays. */
function quoteVariables(source: string): string {
  const parts = /"(?:[^"\\]|\\.)*"|\{\{(?:[^}"]|"(?:[^"\\]|\\.)*"|\}(?!\}))*\}\}/gsu;
  return source.replaceAll(parts, (part) => (part.startsWith('{{') ? JSON.stringify(part) : part));
}

/** The same value with each text as `fill` gives it. Names of members stay as they are. */
export async function fillJson(value: Json, fill: (text: string) => Promise<Json>): Promise<Json> {
  if (typeof value === 'string') return value.includes('{{') || value.includes('{%') ? fill(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) {
    const items: Json[] = [];
    for (const item of value) items.push(await fillJson(item, fill));
    return items;
  }
  const members: [string, Json][] = [];
  for (const [name, member] of Object.entries(value)) members.push([name, await fillJson(member, fill)]);
  return Object.fromEntries(members);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
