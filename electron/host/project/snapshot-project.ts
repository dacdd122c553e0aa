// A project as it was when it was opened for reading only. Holds no file, so it is in nobody's way.
import { AppError } from '#shared/errors/app-error.ts';
import type { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { HistoryEntry, HistoryPoint, Project, ProjectView, Version } from './project.ts';

export interface Snapshot extends ProjectView {
  readonly readOnly: string;
  readonly history: readonly HistoryEntry[];
  readonly versions: readonly Version[];
}

export interface SnapshotFile {
  documentAt(point: HistoryPoint): ProjectDocument;
  readKnowledge<Result>(work: (store: KnowledgeStore) => Result): Result;
}

/** `file` is looked into again, for a moment, when it is asked. */
export function snapshotProject({ history, versions, ...view }: Snapshot, file: SnapshotFile): Project {
  const refuse = (): never => {
    throw new AppError('PROJECT_READ_ONLY', `Nothing was changed: ${view.readOnly}`);
  };
  return {
    path: view.path,
    rev: view.rev,
    readOnly: view.readOnly,
    document: () => view.document,
    view: () => view,
    edit: refuse,
    undo: refuse,
    redo: refuse,
    history: (limit, before = Number.MAX_SAFE_INTEGER) =>
      history.filter(({ rev }) => rev < before).slice(0, limit),
    versions: () => versions,
    documentAt: (point) => (point === 'now' ? view.document : file.documentAt(point)),
    restore: refuse,
    saveVersion: refuse,
    deleteVersion: refuse,
    readKnowledge: (work) => file.readKnowledge(work),
    writeKnowledge: refuse,
    onChange: () => () => undefined,
    close: () => undefined,
  };
}
