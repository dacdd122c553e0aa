// The one map of run events: canvas, trace, recorder, audit log, command line and streams read these and nothing else.
// Invariants: plain JSON, no secrets, no clock (sinks stamp the time), the same for the same turn run again.
// In step events `id` is the step's id; in `reply` and `choice` it is the message's id.
import type { AppErrorJson } from '#shared/errors/app-error.ts';
import type { Citation, FoundPassage } from '#shared/model/passage.ts';
import type { JsonObject } from '#shared/util/json.ts';
import type { EffectClass, EffectName } from './effects.ts';
import type { ChoiceValue } from './message.ts';

export interface RunEventMap {
  /** `trigger` is `start`, `message`, `choice`, `timeout` or `approval`. */
  'turn.started': { turnId: string; trigger: TriggerName };
  /** How it ended: waiting at a step, ended at a dead end or without entry, closed, failed, or stopped by `beforeStep`. */
  'turn.ended': { turnId: string; outcome: 'waiting' | 'idle' | 'closed' | 'failed' | 'aborted' };
  'turn.failed': { turnId: string; error: AppErrorJson };
  /** No active workflow has an entry for the trigger; nothing ran. */
  no_entry: { turnId: string; trigger: TriggerName };
  'step.started': { id: string; kind: string; name?: string; workflowId: string; args: JsonObject };
  /** `port` is null when the step did not take one (wait, jump, return, end, failure without `error` edge). */
  'step.ended': {
    id: string;
    kind: string;
    port: string | null;
    outcome: 'take' | 'wait' | 'jump' | 'return' | 'end' | 'error';
    /** `args` of the active frame after the step. */
    args: JsonObject;
    error?: AppErrorJson;
  };
  /** A disabled step was passed over at this port; null when it has none to go on at. */
  'step.skipped': { id: string; kind: string; name?: string; workflowId: string; port: string | null };
  'edge.taken': { id: string; from: string; port: string; to: string };
  /** The port is not connected; the turn ends and the frame stays active. */
  dead_end: { id: string; port: string };
  'effect.started': { key: string; name: EffectName; class: EffectClass; stepId: string | null };
  /** `isPretended`: a dry run answered, and nothing outside was changed. */
  'effect.ended': {
    key: string;
    name: EffectName;
    stepId: string | null;
    isPretended?: true;
    error?: AppErrorJson;
  };
  'message.received': { id: string; content: string; choice?: ChoiceValue };
  /** An operator is active: the message is kept and no turn starts. */
  'message.stored': { id: string };
  'message.refused': { id: string; error: AppErrorJson };
  /** `citations` are what `[1]` and the like in the text stand for. */
  reply: {
    id: string;
    content: string;
    assistantId: string;
    stepId: string | null;
    citations?: Citation[];
  };
  choice: {
    id: string;
    content: string;
    options: { label: string; value: ChoiceValue }[];
    assistantId: string;
    stepId: string;
  };
  'wait.started': { stepId: string; kind: string; dueAt: number | null };
  /** The wait did not accept the trigger, or the flow changed. */
  'wait.cancelled': { stepId: string; kind: string };
  'timer.set': { timerId: string; dueAt: number; stepId: string };
  /** A stale timer fired; nothing changed. */
  'timer.ignored': { timerId: string };
  'frame.pushed': { workflowId: string; depth: number };
  'frame.popped': { workflowId: string; depth: number };
  'conversation.closed': Record<never, never>;
  /** A step asks for an operator; the conversation goes on. */
  'conversation.escalated': { id: string; note: string };
  /** What a step changed about the customer, with the new values; `attrs` has the changed attributes only. */
  'user.updated': { id: string; email?: string | null; name?: string | null; attrs?: JsonObject };
  'flow.moved': { waitCancelled: boolean; framesUnwound: number };
  'template.warning': { stepId: string; field: string; message: string };
  'code.console': { stepId: string; level: 'log' | 'info' | 'warn' | 'error' | 'debug'; text: string };
  /** Code or an action asked for something outside. `address` is a URL or, with the method `SQL`, a statement; it never has a secret. */
  'outside.asked': {
    /** That of the effect. */
    key: string;
    stepId: string | null;
    method: string;
    address: string;
    /** Databases have no status and answer in rows. */
    answer: { status: number | null; durationMs: number; bytes: number | null; rows: number | null } | null;
    /** A dry run answered, and nothing was sent. */
    isPretended?: true;
    error?: AppErrorJson;
  };
  /** A search ended; without results nothing was found. `notice`: how it was found otherwise than it should have been. */
  'search.found': { id: string; query: string; results: FoundPassage[]; notice?: string };
  /** A model answered a prompt step. */
  'model.answered': { id: string; model: string; inputTokens: number; outputTokens: number };
  /** The tool that a prompt goes on with, by its name in the flow, and its arguments. */
  'tool.picked': { id: string; tool: string; args: JsonObject };
  /** A call of a tool that was not taken: another one came first, or (with a problem) it cannot be used. */
  'tool.ignored': { id: string; tool: string; problem: string | null };
  /** A model's whole answer cannot be used; it is asked once more, or the step fails. */
  'answer.invalid': { id: string; problem: string; isRepaired: boolean };
  /** A preview goes on as another customer. */
  'customer.changed': {
    internalId: string;
    name: string | null;
    identity: 'anonymous' | 'identified' | 'verified';
  };
  /** An action ended, or handed over to its workflow. Sinks stamp when and for whom; this is what the audit log keeps. */
  'action.executed': {
    id: string;
    actionId: string;
    name: string;
    /** A prompt chose it, or a step runs it. */
    caller: 'tool' | 'step';
    /** Without what is marked sensitive. */
    inputs: JsonObject;
    outcome: 'done' | 'failed' | 'refused' | 'declined' | 'started';
    /** Of the failure or refusal. */
    code: string | null;
    /** As servers call the requests that were made. */
    requestIds: string[];
  };
  /** An action waits for an operator, with what it is about to do. */
  'approval.requested': { id: string; actionId: string; name: string; inputs: JsonObject };
  /** An operator allowed or refused it, or the customer took it back. */
  'approval.decided': {
    id: string;
    actionId: string;
    decision: 'approved' | 'refused' | 'withdrawn';
    reason: string;
  };
  'operator.joined': Record<never, never>;
  'operator.said': { id: string; content: string };
  'operator.left': Record<never, never>;
}

export type TriggerName = 'start' | 'message' | 'choice' | 'timeout' | 'approval';
export type RunEventType = keyof RunEventMap;
/** Events of prompts and actions, which executors tell themselves. */
export type ToldEvent = Extract<
  RunEvent,
  {
    type:
      | 'model.answered'
      | 'tool.picked'
      | 'tool.ignored'
      | 'answer.invalid'
      | 'action.executed'
      | 'approval.requested'
      | 'approval.decided';
  }
>;
export type RunEvent = { [Type in RunEventType]: { type: Type } & Readonly<RunEventMap[Type]> }[RunEventType];
