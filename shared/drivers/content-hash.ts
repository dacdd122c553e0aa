import { createHash } from 'node:crypto';

/** SHA-256 of a text's UTF-8, hex: what bundles are named by. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
