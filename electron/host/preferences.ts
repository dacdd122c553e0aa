// This person's preferences, in one JSON file of the user folder.
// Invariants: written whole or not at all; a file that cannot be understood counts as empty, and is replaced by the next change.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Preferences, type PreferencesChange, preferencesSchema } from '#shared/ipc/preferences.ts';
import { storageError } from './project/storage-error.ts';
import { writeFileWhole } from './write-file-whole.ts';

export interface PreferencesFile {
  /** Throws STORAGE_FAILED. */
  read(): Preferences;
  /** Throws STORAGE_FAILED. */
  change(change: PreferencesChange): Preferences;
}

/** `onChange` is told after each change, so that every window shows the same. */
export function openPreferences(
  path: string,
  onChange: (preferences: Preferences) => void = () => undefined,
): PreferencesFile {
  const read = (): Preferences => {
    if (!existsSync(path)) return preferencesSchema.parse({});
    try {
      return preferencesSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) return preferencesSchema.parse({});
      throw storageError(error, 'Your preferences could not be read');
    }
  };
  return {
    read,
    change(change) {
      const next = preferencesSchema.parse({ ...read(), ...change });
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileWhole(path, `${JSON.stringify(next, null, 2)}\n`);
      } catch (error) {
        throw storageError(error, 'Your preferences could not be saved');
      }
      onChange(next);
      return next;
    },
  };
}
