import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Writes a text file so that it is there whole or as it was before, also when the machine stops half-way. */
export function writeFileWhole(path: string, text: string, mode = 0o666): void {
  const partial = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}`);
  try {
    writeFileSync(partial, text, { flush: true, mode });
    renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
}
