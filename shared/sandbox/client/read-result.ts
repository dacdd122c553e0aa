// Reads a script's result from the runner's text. The runner is not trusted, so what its prelude promised is
// made sure of here again.
import type { Json, JsonObject } from '#shared/util/json.ts';

const maxDepth = 200;

/** The object without keys that could reach a prototype, or undefined when the text is no JSON object. */
export function readResult(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? cleanObject(value, 1)
      : undefined;
  } catch {
    return undefined; // Not JSON: the caller has the words for it.
  }
}

function cleanObject(value: object, depth: number): JsonObject {
  const clean: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;
    clean[key] = cleanValue(member, depth + 1);
  }
  return clean;
}

function cleanValue(value: unknown, depth: number): Json {
  if (depth > maxDepth) throw new RangeError('The result is nested too deep');
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => cleanValue(item, depth + 1));
  return typeof value === 'object' && value !== null ? cleanObject(value, depth) : null;
}
