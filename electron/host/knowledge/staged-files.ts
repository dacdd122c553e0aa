// Files that windows handed over to be imported, in a folder of the system's temporary files.
// Invariant: a file is there until it was imported or its window lets the project go.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { storageError } from '../project/storage-error.ts';
import type { ProjectHold } from '../handlers/handler.ts';

interface FilesOfHold {
  readonly folder: string;
  /** Names by id; a file lies in the folder under its id. */
  readonly names: Map<string, string>;
}

export class StagedFiles {
  readonly #holds = new WeakMap<ProjectHold, FilesOfHold>();

  stage(hold: ProjectHold, name: string, bytes: Uint8Array): string {
    const fileId = randomUUID();
    try {
      const { folder, names } = this.#holds.get(hold) ?? this.#begin(hold);
      writeFileSync(join(folder, fileId), bytes);
      names.set(fileId, name);
    } catch (error) {
      throw storageError(error, `"${name}" could not be kept for a moment`);
    }
    return fileId;
  }

  /** Throws INVALID_INPUT. */
  read(hold: ProjectHold, fileId: string): { readonly name: string; readonly bytes: Uint8Array } {
    const files = this.#holds.get(hold);
    const name = files?.names.get(fileId);
    if (files === undefined || name === undefined) {
      throw new AppError('INVALID_INPUT', 'This file is not there any more. Choose it again.');
    }
    return { name, bytes: readFileSync(join(files.folder, fileId)) };
  }

  forget(hold: ProjectHold, fileId: string): void {
    const files = this.#holds.get(hold);
    if (files?.names.delete(fileId) === true) rmSync(join(files.folder, fileId), { force: true });
  }

  #begin(hold: ProjectHold): FilesOfHold {
    const files = {
      folder: mkdtempSync(join(tmpdir(), 'dialogram-import-')),
      names: new Map<string, string>(),
    };
    this.#holds.set(hold, files);
    const end = (): void => rmSync(files.folder, { recursive: true, force: true });
    hold.ended.addEventListener('abort', end, { once: true });
    return files;
  }
}
