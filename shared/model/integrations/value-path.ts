// Paths into JSON, such as `items[0].status`: where an answer's values are, and where a body's values go.
// Invariants: only own properties are read; names that would reach an object's prototype are nothing and are never set.
import type { Json, JsonObject } from '#shared/util/json.ts';

export type PathPart = string | number;

const refused = new Set(['__proto__', 'constructor', 'prototype']);
const mostIndex = 1000;

/** A name with a dot, bracket or quote in it is written as `["a.b"]`. Undefined when it is no path. */
export function parsePath(path: string): readonly PathPart[] | undefined {
  const parts: PathPart[] = [];
  const token = /\[(\d{1,6})\]|\["((?:[^"\\]|\\.)*)"\]|(\.?)([^.[\]]+)/uy;
  const text = path.trim();
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null) return undefined;
    const [, index, quoted, dot, name] = found;
    if (index !== undefined) parts.push(Number(index));
    else if (quoted !== undefined) parts.push(quoted.replaceAll(/\\(.)/gu, '$1'));
    else if (name !== undefined && (dot === '.') === at > 0) parts.push(name);
    else return undefined;
  }
  return parts;
}

export function formatPath(parts: readonly PathPart[]): string {
  return parts
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[^.[\]"\\]+$/u.test(part)) return `["${part.replaceAll(/["\\]/gu, String.raw`\$&`)}"]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** Undefined when there is nothing, or when it is no path. */
export function valueAt(value: Json, path: string): Json | undefined {
  let found: Json | undefined = value;
  for (const part of parsePath(path) ?? [null]) {
    if (part === null || found === undefined) return undefined;
    found = memberOf(found, part);
  }
  return found;
}

function memberOf(value: Json, part: PathPart): Json | undefined {
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return typeof part === 'number' ? list[part] : undefined;
  }
  if (typeof value !== 'object' || value === null || refused.has(String(part))) return undefined;
  const entry = Object.entries(value).find(([name]) => name === String(part));
  return entry?.[1];
}

/** The same value with `set` at the path; what lies on the way and is missing is made. Undefined when it cannot lie there. */
export function withValueAt(value: Json | undefined, path: readonly PathPart[], set: Json): Json | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return set;
  if (refused.has(String(part))) return undefined;
  if (typeof part === 'number') {
    if (part > mostIndex || !(value === undefined || Array.isArray(value))) return undefined;
    const list: readonly Json[] = value ?? [];
    const item = withValueAt(list[part], rest, set);
    if (item === undefined) return undefined;
    return Array.from({ length: Math.max(list.length, part + 1) }, (_, index) =>
      index === part ? item : (list[index] ?? null),
    );
  }
  if (value !== undefined && !isObject(value)) return undefined;
  const member = withValueAt(value === undefined ? undefined : memberOf(value, part), rest, set);
  return member === undefined ? undefined : { ...value, [part]: member };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
