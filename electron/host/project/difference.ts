import { isDeepStrictEqual } from 'node:util';
import { collectionNames } from '#shared/model/apply-patches.ts';
import { type Patch, patchSchema } from '#shared/model/edit.ts';
import type { ProjectDocument } from '#shared/model/project.ts';

/** The patches that make `to` out of `from`: what differs is put, what is not in `to` is deleted. */
export function difference(from: ProjectDocument, to: ProjectDocument): readonly Patch[] {
  const patches: Patch[] = [];
  for (const collection of collectionNames) {
    const before = byId(from[collection]);
    const after = byId(to[collection]);
    for (const id of before.keys()) {
      if (!after.has(id)) patches.push(patchSchema.parse({ collection, id, value: null }));
    }
    for (const [id, value] of after) {
      if (!isDeepStrictEqual(before.get(id), value))
        patches.push(patchSchema.parse({ collection, id, value }));
    }
  }
  const { workspace } = to;
  if (!isDeepStrictEqual(from.workspace, workspace)) {
    patches.push({
      collection: 'workspace',
      id: from.workspace.id,
      value: { ...workspace, id: from.workspace.id },
    });
  }
  return patches;
}

const byId = (entities: readonly { readonly id: string }[]): ReadonlyMap<string, unknown> =>
  new Map(entities.map((entity) => [entity.id, entity]));
