// The order within collections, told where it does not follow from patches: what is put anew goes to the end, but what
// comes back by undo or from the history goes back to its place.
import { z } from 'zod';
import { entityIdSchema } from './ids.ts';
import { collectionSchemas } from './project.ts';

/** All ids of a collection, in their order. A collection that is not named is as the patches leave it. */
export const orderSchema = z.partialRecord(z.object(collectionSchemas).keyof(), z.array(entityIdSchema));

export type Order = Readonly<z.infer<typeof orderSchema>>;

/** What is not named stays behind the others. */
export function inOrder<Each extends { readonly id: string }>(
  entities: readonly Each[],
  ids: readonly string[],
): Each[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  const placeOf = ({ id }: Each): number => places.get(id) ?? places.size;
  return entities.toSorted((one, other) => placeOf(one) - placeOf(other));
}
