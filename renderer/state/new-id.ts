// Fresh ids for what the author makes in this window.
import type { Assistant } from '#shared/model/entities/flow.ts';
import type { TestUser } from '#shared/model/entities/test-user.ts';
import {
  assistantIdSchema,
  type EdgeId,
  edgeIdSchema,
  spellId,
  type StepId,
  stepIdSchema,
  testUserIdSchema,
  type WorkflowId,
  workflowIdSchema,
} from '#shared/model/ids.ts';

/** An id such as `option_k3v9…`, unique without asking anyone. */
export function newId(prefix: string): string {
  return spellId(prefix, crypto.getRandomValues(new Uint8Array(12)));
}

export const newStepId = (): StepId => stepIdSchema.parse(newId('step'));
export const newEdgeId = (): EdgeId => edgeIdSchema.parse(newId('edge'));
export const newWorkflowId = (): WorkflowId => workflowIdSchema.parse(newId('workflow'));
export const newTestUserId = (): TestUser['id'] => testUserIdSchema.parse(newId('user'));
export const newAssistantId = (): Assistant['id'] => assistantIdSchema.parse(newId('assistant'));
