// The project as it was at a point of its history, found by taking later changes back, or by a named version.
import { AppError } from '#shared/errors/app-error.ts';
import { applyPatches } from '#shared/model/apply-patches.ts';
import type { Patch } from '#shared/model/edit.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { ChangeLog } from './change-log.ts';
import type { PlacedPatch } from './entity-store.ts';
import type { HistoryPoint } from './project.ts';
import type { VersionStore } from './version-store.ts';

export interface PastState {
  readonly document: ProjectDocument;
  /** What returning there is called. */
  readonly label: string;
}

/** Throws HISTORY_POINT_NOT_FOUND, VERSION_NOT_FOUND, PROJECT_DAMAGED. `now` is what the log's last change led to. */
export function pastState(
  now: ProjectDocument,
  log: ChangeLog,
  versions: VersionStore,
  point: HistoryPoint,
): PastState {
  if (point === 'now') return { document: now, label: 'Go back to now' };
  if ('versionId' in point) {
    const { name, document } = versions.read(point.versionId);
    return { document, label: `Restore “${name}”`.slice(0, 200) };
  }
  const { rev } = point;
  const reached = log.entry(rev);
  if (rev !== 0 && reached === undefined) throw notFound();
  const patches = reached?.isUndone === true ? log.undoneUpTo(rev) : log.doneAfter(rev);
  return {
    document: applyPatches(now, lastPerEntity(patches)),
    label: reached === undefined ? 'Go back to the beginning' : `Go back to “${reached.label}”`.slice(0, 200),
  };
}

function lastPerEntity(placed: Iterable<PlacedPatch>): readonly Patch[] {
  const patches = new Map<string, Patch>();
  for (const { patch } of placed) patches.set(`${patch.collection}/${patch.id}`, patch);
  return [...patches.values()];
}

function notFound(): AppError {
  return new AppError(
    'HISTORY_POINT_NOT_FOUND',
    'This point of the history is no longer there. Changes that were undone go when something else is changed; choose another point.',
  );
}
