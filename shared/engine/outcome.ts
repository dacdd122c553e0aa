// What a step's executor answers: exactly one way on.
import type { JsonObject } from '#shared/util/json.ts';
import type { PortId, WorkflowId } from '#shared/model/ids.ts';
import type { OfferedOption, Wait } from './conversation.ts';

/** The part of a wait that a step decides; the engine adds step, generation, message and timer ids. */
export interface WaitRequest {
  readonly offered?: readonly OfferedOption[];
  readonly saveAs?: string;
  /** When the wait runs out, epoch ms; absent = never. */
  readonly dueAt?: number;
  readonly accepts: Wait['accepts'];
  readonly data?: JsonObject;
}

export type Outcome =
  | { readonly take: PortId; readonly merge?: JsonObject }
  | { readonly wait: WaitRequest }
  | { readonly jump: WorkflowId; readonly mode: 'start' | 'idle' }
  | { readonly return: 'start' | 'idle' }
  | { readonly end: true };
