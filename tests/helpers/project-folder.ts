// Project files in a folder of a test's own, closed and removed when the test ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createProject } from '#host/project/create-project.ts';
import { openProject, type OpenProjectOptions } from '#host/project/open-project.ts';
import type { EditAnswer, Project } from '#host/project/project.ts';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { editSchema } from '#shared/model/edit.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dialogram-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new project file's path; nothing has it open. */
export function newProjectFile(folder = temporaryFolder()): string {
  const path = join(folder, 'Shop.dialogram');
  createProject(path, emptyProject('Shop', 'ws_shop')).close();
  return path;
}

/** Opens a project for this test; it is closed when the test ends, before its folder goes. */
export function open(path: string, options?: OpenProjectOptions): Project {
  const project = openProject(path, options);
  onTestFinished(() => project.close());
  return project;
}

let edits = 0;

export interface EditInput {
  readonly patches: readonly unknown[];
  readonly editId?: string;
  readonly baseRev?: number;
  readonly label?: string;
  readonly coalesceKey?: string;
}

export function edit(project: Project, input: EditInput): EditAnswer {
  edits += 1;
  return project.edit(
    editSchema.parse({ editId: `edit-${edits}`, baseRev: project.rev, label: 'Change', ...input }),
  );
}

export const putStep = (id: string, settings: object = {}, kind = 'reply') => ({
  collection: 'steps',
  id,
  value: { id, workflowId: 'main', kind, settings },
});

export const putEdge = (id: string, from: string, port: string, to: string) => ({
  collection: 'edges',
  id,
  value: { id, from: { stepId: from, port }, to },
});

export const remove = (collection: string, id: string) => ({ collection, id, value: null });
