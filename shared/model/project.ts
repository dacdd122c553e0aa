// A project as data: one map of collections that the project file, the edits, the bundle and the screen share.
// Adding a collection here is all it takes to store, edit, undo, export and import it.
import { z } from 'zod';
import { actionSchema } from './entities/action.ts';
import { connectorSchema } from './entities/connector.ts';
import { assistantSchema, edgeSchema, stepSchema, workflowSchema } from './entities/flow.ts';
import { frameSchema, noteSchema } from './entities/furniture.ts';
import { integrationSchema } from './entities/integration.ts';
import { knowledgeSourceSchema } from './entities/knowledge-source.ts';
import { operationSchema } from './entities/operation.ts';
import { publishTargetSchema, recordedConversationSchema } from './entities/publishing.ts';
import { testUserSchema } from './entities/test-user.ts';
import { workspaceSchema } from './entities/workspace.ts';
import { limits } from './limits.ts';

export const collectionSchemas = {
  assistants: assistantSchema,
  workflows: workflowSchema,
  steps: stepSchema,
  edges: edgeSchema,
  testUsers: testUserSchema,
  knowledgeSources: knowledgeSourceSchema,
  connectors: connectorSchema,
  integrations: integrationSchema,
  operations: operationSchema,
  actions: actionSchema,
  recordedConversations: recordedConversationSchema,
  publishTargets: publishTargetSchema,
  notes: noteSchema,
  frames: frameSchema,
} as const;

export type CollectionName = keyof typeof collectionSchemas;
export type Entity<Name extends CollectionName> = z.infer<(typeof collectionSchemas)[Name]>;

const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.array(schema).max(limits.entitiesPerCollection).default([]);

/** The whole project as plain JSON: what `export` writes, `import` reads and the engine compiles. */
export const projectDocumentSchema = z.object({
  format: z.literal('dialogram'),
  formatVersion: z.literal(1),
  workspace: workspaceSchema,
  assistants: listOf(assistantSchema),
  workflows: listOf(workflowSchema),
  steps: listOf(stepSchema),
  edges: listOf(edgeSchema),
  testUsers: listOf(testUserSchema),
  knowledgeSources: listOf(knowledgeSourceSchema),
  connectors: listOf(connectorSchema),
  integrations: listOf(integrationSchema),
  operations: listOf(operationSchema),
  actions: listOf(actionSchema),
  recordedConversations: listOf(recordedConversationSchema),
  publishTargets: listOf(publishTargetSchema),
  notes: listOf(noteSchema),
  frames: listOf(frameSchema),
});

export type ProjectDocument = z.infer<typeof projectDocumentSchema>;
