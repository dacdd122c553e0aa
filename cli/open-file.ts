// FILE as something to run or publish: its document, and where what its sources say can be looked up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublishedProject } from '#host/publish/prepare-bundle.ts';
import { openProject } from '#host/project/open-project.ts';
import { takeKnowledge } from '#shared/drivers/knowledge/bundled-knowledge.ts';
import { openKnowledgeFile } from '#shared/drivers/knowledge/knowledge-file.ts';
import { isProjectFile, readWhole } from './read-document.ts';

export interface OpenedFile extends PublishedProject, Disposable {
  /** The database that has what its sources say. */
  readonly path: string;
}

/** Without its lock. What a bundle's sources say lies in a file of its own until this is disposed of. */
export function openFile(file: string): OpenedFile {
  if (isProjectFile(file)) {
    const project = openProject(file, { readOnly: true });
    const { path } = project;
    return {
      path,
      document: () => project.document(),
      readKnowledge: (work) => project.readKnowledge(work),
      [Symbol.dispose]: () => project.close(),
    };
  }
  const { document: bundled, knowledge } = readWhole(file);
  const folder = mkdtempSync(join(tmpdir(), 'dialogram-file-'));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const { path, store, ...kept } = openKnowledgeFile(join(folder, 'knowledge'));
    const document = takeKnowledge(store, bundled, knowledge);
    return {
      path,
      document: () => document,
      readKnowledge: (work) => work(store),
      [Symbol.dispose]() {
        kept[Symbol.dispose]();
        removeFolder();
      },
    };
  } catch (error) {
    removeFolder();
    throw error;
  }
}
