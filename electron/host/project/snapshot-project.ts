// A project as it was when it was opened for reading only. Holds no file, so it is in nobody's way.
import { AppError } from '#shared/errors/app-error.ts';
import type { HistoryEntry, Project, ProjectView } from './project.ts';

export interface Snapshot extends ProjectView {
  readonly readOnly: string;
  readonly history: readonly HistoryEntry[];
}

export function snapshotProject({ history, ...view }: Snapshot): Project {
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
    history: (limit) => history.slice(0, limit),
    onChange: () => () => undefined,
    close: () => undefined,
  };
}
