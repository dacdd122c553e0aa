// Edits: the only way a project changes. An edit is a named command that puts or deletes whole entities.
// Invariants: an edit applies whole or not at all; its inverse is made by the host from what was there before.
import { z } from 'zod';
import { type CollectionName, collectionSchemas } from './project.ts';
import { workspaceSchema } from './entities/workspace.ts';
import { entityIdSchema } from './ids.ts';

const putOrDelete = <Name extends CollectionName, Schema extends z.ZodType>(
  collection: Name,
  schema: Schema,
) => z.object({ collection: z.literal(collection), id: entityIdSchema, value: schema.nullable() });

/** One entity put (`value`) or deleted (`value: null`). `id` equals `value.id`. The workspace is never deleted. */
export const patchSchema = z.discriminatedUnion('collection', [
  z.object({ collection: z.literal('workspace'), id: entityIdSchema, value: workspaceSchema }),
  putOrDelete('assistants', collectionSchemas.assistants),
  putOrDelete('workflows', collectionSchemas.workflows),
  putOrDelete('steps', collectionSchemas.steps),
  putOrDelete('edges', collectionSchemas.edges),
  putOrDelete('testUsers', collectionSchemas.testUsers),
  putOrDelete('knowledgeSources', collectionSchemas.knowledgeSources),
  putOrDelete('connectors', collectionSchemas.connectors),
  putOrDelete('integrations', collectionSchemas.integrations),
  putOrDelete('operations', collectionSchemas.operations),
  putOrDelete('actions', collectionSchemas.actions),
  putOrDelete('recordedConversations', collectionSchemas.recordedConversations),
  putOrDelete('publishTargets', collectionSchemas.publishTargets),
  putOrDelete('notes', collectionSchemas.notes),
  putOrDelete('frames', collectionSchemas.frames),
]);

export type Patch = z.infer<typeof patchSchema>;

export const editSchema = z.object({
  /** Unique; sending the same edit again after a lost answer is answered as applied and changes nothing. */
  editId: z.string().min(1).max(64),
  /** The project's `rev` that the edit was made on. */
  baseRev: z.int().min(0),
  /** What the author did, in words for the undo menu: "Move step", "Change text". */
  label: z.string().min(1).max(200),
  /** Edits in a row with the same key become one undo step, until a pause of two seconds. */
  coalesceKey: z.string().max(200).optional(),
  patches: z.array(patchSchema).min(1).max(50_000),
});

export type Edit = z.infer<typeof editSchema>;
