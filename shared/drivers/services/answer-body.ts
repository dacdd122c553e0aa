// What a server answered, as data. Invariant: nested no deeper than what comes after can walk.
import { isUtf8 } from 'node:buffer';
import { type Json, jsonSchema } from '#shared/util/json.ts';
import type { EgressResponse } from '../http/egress.ts';

const deepest = 100;

/** Parsed where it is JSON, else its text; null when there is none, or when it is no text. */
export function readAnswerBody({ body, headers }: Pick<EgressResponse, 'body' | 'headers'>): Json {
  if (body.length === 0 || !isUtf8(body)) return null;
  const text = body.toString('utf8');
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  if (!/json/iu.test(type) && !/^\s*[[{]/u.test(text)) return text;
  if (depthOf(text) > deepest) return text;
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Of brackets; those in texts count too, which only makes it careful. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at);
    if (code === 0x5b || code === 0x7b) {
      depth += 1;
      most = Math.max(most, depth);
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return most;
}
