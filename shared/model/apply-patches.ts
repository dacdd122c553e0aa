// Patches on a project as data, the same in the host, the preview and scenarios.
// Invariants: pure; entities that no patch names stay the same objects; an entity put again keeps its place,
// a new one goes to the end.
import type { Patch } from './edit.ts';
import { type CollectionName, collectionSchemas, type Entity, type ProjectDocument } from './project.ts';

type Collections = { readonly [Name in CollectionName]: readonly Entity<Name>[] };
type Put<Name extends CollectionName> = { readonly id: string; readonly value: Entity<Name> | null };

/** Says nothing about whether the result holds together: see `checkIntegrity`. */
export function applyPatches(document: ProjectDocument, patches: readonly Patch[]): ProjectDocument {
  let next = document;
  for (const name of collectionNames) next = withCollection(next, name, patches);
  for (const patch of patches) {
    if (patch.collection === 'workspace') next = { ...next, workspace: patch.value };
  }
  return next;
}

const isCollectionName = (name: string): name is CollectionName => Object.hasOwn(collectionSchemas, name);

export const collectionNames: readonly CollectionName[] =
  Object.keys(collectionSchemas).filter(isCollectionName);

function withCollection<Name extends CollectionName>(
  document: ProjectDocument,
  name: Name,
  patches: readonly Patch[],
): ProjectDocument {
  const isForName = (patch: Patch): patch is Patch & Put<Name> => patch.collection === name;
  const puts = new Map<string, Entity<Name> | null>();
  for (const patch of patches) if (isForName(patch)) puts.set(patch.id, patch.value);
  if (puts.size === 0) return document;

  const collections: Collections = document;
  const entities: Entity<Name>[] = [];
  for (const entity of collections[name]) {
    const put = puts.get(entity.id);
    puts.delete(entity.id);
    if (put === undefined) entities.push(entity);
    else if (put !== null) entities.push(put);
  }
  for (const put of puts.values()) if (put !== null) entities.push(put);
  return { ...document, [name]: entities };
}
