// The project as it was at a point of its history, found by taking later changes back, or by a named version.
import { AppError } from '#shared/errors/app-error.ts';
import { applyPatches, collectionNames } from '#shared/model/apply-patches.ts';
import { inOrder } from '#shared/model/order.ts';
import type { CollectionName, Entity, ProjectDocument } from '#shared/model/project.ts';
import type { ChangeLog } from './change-log.ts';
import type { EntityStore, PlacedPatch } from './entity-store.ts';
import type { HistoryPoint } from './project.ts';
import type { VersionStore } from './version-store.ts';

export interface PastState {
  readonly document: ProjectDocument;
  /** What returning there is called. */
  readonly label: string;
}

export interface PastStores {
  readonly store: EntityStore;
  readonly log: ChangeLog;
  readonly versions: VersionStore;
}

/** Throws HISTORY_POINT_NOT_FOUND, VERSION_NOT_FOUND, PROJECT_DAMAGED. `now` is what the log's last change led to. */
export function pastState(
  now: ProjectDocument,
  { store, log, versions }: PastStores,
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
    document: withPlaced(now, store, lastPerEntity(patches)),
    label: reached === undefined ? 'Go back to the beginning' : `Go back to “${reached.label}”`.slice(0, 200),
  };
}

function lastPerEntity(placed: Iterable<PlacedPatch>): readonly PlacedPatch[] {
  const last = new Map<string, PlacedPatch>();
  for (const each of placed) last.set(`${each.patch.collection}/${each.patch.id}`, each);
  return [...last.values()];
}

/** In collections into which something comes back, all stand as they stood then. */
function withPlaced(
  now: ProjectDocument,
  store: EntityStore,
  placed: readonly PlacedPatch[],
): ProjectDocument {
  let then = applyPatches(
    now,
    placed.map(({ patch }) => patch),
  );
  for (const name of collectionNames) {
    const back = placed.filter(({ patch }) => patch.collection === name && patch.value !== null);
    if (back.length === 0) continue;
    const places = new Map(store.places(name));
    for (const { place, patch } of back) if (place !== null) places.set(patch.id, place);
    const ids = [...places].toSorted(([, one], [, other]) => one - other).map(([id]) => id);
    then = { ...then, [name]: inOrder<Entity<CollectionName>>(then[name], ids) };
  }
  return then;
}

function notFound(): AppError {
  return new AppError(
    'HISTORY_POINT_NOT_FOUND',
    'This point of the history is no longer there. Changes that were undone go when something else is changed; choose another point.',
  );
}
