// What makes one state of a project out of another, with everything in its place.
import { collectionNames } from '#shared/model/apply-patches.ts';
import { patchSchema } from '#shared/model/edit.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { difference } from './difference.ts';
import type { EntityStore, PlacedPatch } from './entity-store.ts';
import { placesFor } from './places-for.ts';

/** A place that is null = the one that the entity has, or the end. */
export function restorePatches(
  now: ProjectDocument,
  then: ProjectDocument,
  store: EntityStore,
): readonly PlacedPatch[] {
  const patches = difference(now, then);
  const values = new Map(patches.map((patch) => [`${patch.collection}/${patch.id}`, patch]));
  const placed: PlacedPatch[] = [];
  for (const name of collectionNames) {
    const ids = then[name].map(({ id }) => id);
    const found = placesFor(ids, store.places(name));
    for (const value of then[name]) {
      const place = found.get(value.id);
      if (place === undefined) continue;
      const key = `${name}/${value.id}`;
      const patch = values.get(key) ?? patchSchema.parse({ collection: name, id: value.id, value });
      values.delete(key);
      placed.push({ place, patch });
    }
  }
  return [...[...values.values()].map((patch) => ({ place: null, patch })), ...placed];
}
