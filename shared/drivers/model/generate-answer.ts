// The contract of whatever answers prompts: the simulator and every provider.
import type { ModelAnswer, ModelDraft, ModelRequest } from '#shared/engine/model-request.ts';

export interface GenerateOptions {
  readonly signal?: AbortSignal;
  /** Set when somebody looks on while the answer is written. */
  readonly onDraft?: (draft: ModelDraft) => void;
}

/** Rejects with an AppError that says what to do. */
export type GenerateAnswer = (request: ModelRequest, options?: GenerateOptions) => Promise<ModelAnswer>;
