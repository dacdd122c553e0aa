// Between project files and bundles. Invariants: a file appears whole or not at all; no project file is replaced.
import { existsSync } from 'node:fs';
import { createProject } from '#host/project/create-project.ts';
import { storageError } from '#host/project/storage-error.ts';
import { writeFileWhole } from '#host/write-file-whole.ts';
import { writeBundle } from '#shared/bundle/write-bundle.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Output } from './output.ts';
import { inOneLine } from './plain-text.ts';
import { readText, readWhole } from './read-document.ts';

/** A bundle that is there already is replaced. */
export function exportProject(file: string, out: string, output: Output): void {
  const { document, knowledge, leftOut } = readWhole(file);
  if (existsSync(out) && readText(out) === undefined) {
    throw new AppError('PROJECT_EXISTS', `"${out}" is a project and was not replaced. Give another name.`);
  }
  try {
    writeFileWhole(out, writeBundle(document, knowledge));
  } catch (error) {
    throw storageError(error, `"${out}" could not be written`);
  }
  tellLeftOut(leftOut, output);
}

/** The project keeps its identity: what is imported after an export is the same project. */
export function importProject(input: string, file: string, output: Output): void {
  const { document, knowledge, leftOut } = readWhole(input);
  createProject(file, document, knowledge).close();
  tellLeftOut(leftOut, output);
}

function tellLeftOut(names: readonly string[], { complain }: Output): void {
  for (const name of names) {
    complain(`dialogram: What “${inOneLine(name)}” says was left out: it is too large. Import it again.\n`);
  }
}
