// Reads FILE, whatever it is: a project file or a bundle. Invariant: nothing is written, and no lock is taken.
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { bundleOf, type CollectedBundle } from '#host/project/bundle-of.ts';
import { openProject } from '#host/project/open-project.ts';
import { readBundle } from '#shared/bundle/parse-bundle.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import type { ProjectDocument } from '#shared/model/project.ts';

/** The first bytes of every SQLite file. */
const sqliteHeader = 'SQLite format 3\0';
const readBlock = 64 * 1024;

/** Throws AppErrors that say what is wrong with the file. */
export function readDocument(path: string): ProjectDocument {
  const text = readText(path);
  return text === undefined ? openProject(path, { readOnly: true }).document() : parse(text, path).document;
}

/** With what the sources of knowledge say. Throws like `readDocument`. */
export function readWhole(path: string): CollectedBundle {
  const text = readText(path);
  return text === undefined ? bundleOf(openProject(path, { readOnly: true })) : parse(text, path);
}

/** Whether it is a project file; else it is read as a bundle. */
export const isProjectFile = (path: string): boolean => readText(path) === undefined;

/** The text of a file of at most the size of a bundle; undefined when it is a SQLite file. */
export function readText(path: string): string | undefined {
  const file = open(path);
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) throw unreadable(path, 'it is a folder. Give a file.');
    const head = Buffer.alloc(readBlock);
    const length = readSync(file, head);
    const start = head.subarray(0, length);
    if (start.toString('latin1').startsWith(sqliteHeader)) return undefined;
    // A character of a bundle takes at most three bytes.
    if (stats.size > limits.bundleBytes * 3) throw unreadable(path, 'it is too large to be a bundle.');
    return decode(Buffer.concat([start, readFileSync(file)]), path);
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppError('PROJECT_NOT_FOUND', `"${path}" could not be read: there is no such file.`, {
        cause: error,
      });
    }
    if (code === 'EACCES' || code === 'EPERM') throw unreadable(path, 'you may not read it.', error);
    throw error;
  }
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw unreadable(path, 'it is neither a Dialogram project nor a bundle.', error);
  }
}

function parse(text: string, path: string): CollectedBundle {
  if (!/^\uFEFF?\s*\{/.test(text)) throw unreadable(path, 'it is neither a Dialogram project nor a bundle.');
  try {
    return { ...readBundle(text), leftOut: [] };
  } catch (error) {
    if (!AppError.is(error)) throw error;
    throw new AppError(error.code, `"${path}": ${error.message}`, { details: error.details, cause: error });
  }
}

function unreadable(path: string, reason: string, cause?: unknown): AppError {
  return new AppError('INVALID_INPUT', `"${path}" could not be read: ${reason}`, { cause });
}
