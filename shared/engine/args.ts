// The data that flows: how results come into `args`.
// Invariants: `args` objects are never changed in place and have no prototype to reach;
// at most `limits.argsBytes` as JSON, at most `maxDepth` deep.
import type { Json, JsonObject } from '#shared/util/json.ts';
import { limits } from '#shared/model/limits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { fitsBytes } from './json-bytes.ts';

const dropped: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const maxDepth = 50;

/** `args` with `added` merged over it, one level deep. Throws `ARGS_TOO_LARGE`. */
export function mergeArgs(args: JsonObject, added: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...args };
  for (const [key, value] of Object.entries(added)) {
    if (dropped.has(key)) continue;
    if (!isShallow(value, maxDepth)) throw tooLarge(`“${key.slice(0, 40)}” is nested too deeply`);
    merged[key] = value;
  }
  if (!fitsBytes(merged, limits.argsBytes)) throw tooLarge('The data in args is larger than 16 KB');
  // At the end: an object that begins without a prototype is slow to read and to write.
  Object.setPrototypeOf(merged, null);
  return merged;
}

/** `args` as the next entry gets them: what an `error` port left behind is gone. */
export function argsOfEntry(args: JsonObject, content?: string): JsonObject {
  if (content === undefined && args['error'] === undefined) return args;
  const { error: _handled, ...rest } = args;
  return mergeArgs(rest, content === undefined ? {} : { content });
}

function tooLarge(what: string): AppError {
  return new AppError('ARGS_TOO_LARGE', `${what}. Keep less: return or save only what later steps need.`);
}

function isShallow(value: Json, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  for (const item of Object.values(value)) if (!isShallow(item, depth - 1)) return false;
  return true;
}
