// What a caller hands to a turn and gets back.
import type { Conversation } from './conversation.ts';
import type { AbortSignalLike, Driver } from './effects.ts';
import type { RunEvent } from './events.ts';
import type { Flow } from './flow.ts';
import type { Message } from './message.ts';
import type { Trigger } from './trigger.ts';

/** Where the walk is, before a step runs. Changing it is how a debugger edits `args` or goes elsewhere. */
export interface StepPoint {
  readonly stepId: string;
  readonly state: Conversation;
  /** Steps run in this turn so far. */
  readonly stepCount: number;
}

export type BeforeStepAnswer =
  | { readonly do: 'continue' }
  | { readonly do: 'replace'; readonly state: Conversation }
  | { readonly do: 'go'; readonly stepId: string; readonly state?: Conversation }
  | { readonly do: 'abort' };

/**
 * What a model is writing, in full so far; a `reply` takes its place, or it is withdrawn. Not a run event: how many there are
 * depends on the network, and a turn that runs again from a journal or a recording has none.
 */
export type DraftNotice =
  | {
      readonly type: 'draft';
      readonly turnId: string;
      readonly stepId: string;
      readonly content: string;
      /** In whose name the reply will be. */
      readonly assistantId: string;
    }
  | { readonly type: 'draft.withdrawn'; readonly turnId: string };

export interface TurnRequest {
  readonly flow: Flow;
  readonly state: Conversation;
  readonly trigger: Trigger;
  /** The messages that `state.messages` refers to, oldest first. */
  readonly messages: readonly Message[];
  readonly driver: Driver;
  readonly signal?: AbortSignalLike;
  /** Called for every event as it happens, in order; must not throw. */
  readonly emit?: (event: RunEvent) => void;
  readonly onDraft?: (notice: DraftNotice) => void;
  readonly beforeStep?: (point: StepPoint) => Promise<BeforeStepAnswer>;
}

export interface TurnResult {
  readonly state: Conversation;
  readonly events: readonly RunEvent[];
  /** Messages made or taken in by this turn, in order; to be stored with the state. */
  readonly newMessages: readonly Message[];
  /** `refused` and `ignored` (a stale timer) left the state as it was. */
  readonly outcome: 'waiting' | 'idle' | 'closed' | 'failed' | 'aborted' | 'refused' | 'ignored' | 'stored';
}
