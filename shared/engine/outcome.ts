// What a step's executor answers: exactly one way on.
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { FoundPassage } from '#shared/model/passage.ts';
import type { PortId, WorkflowId } from '#shared/model/ids.ts';
import type { Customer, OfferedOption, Wait } from './conversation.ts';

/** The part of a wait that a step decides; the engine adds step, generation, message and timer ids. */
export interface WaitRequest {
  readonly offered?: readonly OfferedOption[];
  readonly saveAs?: string;
  /** When the wait runs out, epoch ms; absent = never. */
  readonly dueAt?: number;
  readonly accepts: Wait['accepts'];
  readonly data?: JsonObject;
}

/** What a step changes about the conversation and its customer, beside `args`. Settings that are absent stay. */
export interface ConversationChange {
  /** The conversation needs an operator; the note tells why. */
  readonly escalate?: { readonly note: string };
  readonly customer?: Partial<Pick<Customer, 'email' | 'name' | 'attrs'>>;
}

export interface SearchOutcome {
  readonly query: string;
  /** The best first. */
  readonly results: readonly FoundPassage[];
  readonly notice?: string | undefined;
}

export type Outcome =
  | {
      readonly take: PortId;
      /** Names that leave `args` before `merge` comes in. */
      readonly drop?: readonly string[];
      readonly merge?: JsonObject;
      readonly change?: ConversationChange;
      /** As a server calls the request that was made, for the audit log. */
      readonly requestId?: string | null;
      /** What a search found: it takes the place of what was found before. */
      readonly found?: SearchOutcome;
    }
  | { readonly wait: WaitRequest; readonly change?: ConversationChange }
  | {
      readonly jump: WorkflowId;
      readonly mode: 'start' | 'idle';
      /** Calls it: it gets a frame of its own with these `args`, and when it comes back the step goes on with `returned`. */
      readonly call?: { readonly args: JsonObject; readonly data: Json };
    }
  | { readonly return: 'start' | 'idle' }
  | { readonly end: true };
