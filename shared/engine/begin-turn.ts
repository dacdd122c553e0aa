// Where a turn begins: at the wait when it takes the trigger, else at an entry, searched from the active frame outwards.
// Invariants: a wait that does not take the trigger is cancelled with its timers; without an entry the stack stays as it is.
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { StepId } from '#shared/model/ids.ts';
import type { EntryKind } from '#shared/model/step-definition.ts';
import { argsOfEntry } from './args.ts';
import type { Conversation, Frame, Wait } from './conversation.ts';
import type { Flow } from './flow.ts';
import { poppedFrames } from './frames.ts';
import type { Trigger } from './trigger.ts';
import { type Turn, triggerName } from './turn.ts';
import { forgetSilence, leaveWait } from './waits.ts';

/** The step that runs next; `wait` when it goes on after waiting. */
export interface Point {
  readonly stepId: StepId;
  readonly wait?: Wait;
  /** Given when it goes on after a workflow that it called. */
  readonly returned?: { readonly call: Json; readonly result: JsonObject };
}

/** Takes the trigger in and finds the first step. Undefined: nothing runs, an event says so. */
export function beginTurn(turn: Turn): Point | undefined {
  const { trigger, flow } = turn;
  const before = turn.state;
  turn.emit({ type: 'turn.started', turnId: turn.id, trigger: triggerName(trigger) });
  turn.state = forgetSilence(before);
  if (trigger.kind !== 'timeout' && trigger.kind !== 'approval') {
    turn.state = { ...turn.state, customerTurns: turn.state.customerTurns + 1 };
  }
  if (trigger.kind === 'message') {
    const { id, content, choice } = trigger.message;
    turn.emit({
      type: 'message.received',
      id,
      content,
      ...(choice === undefined ? {} : { choice: choice.value }),
    });
    turn.add(trigger.message);
  }

  const { wait } = turn.state;
  if (wait !== undefined) {
    turn.state = leaveWait(leaveApproval(turn.state, trigger));
    if (canGoOn(flow, before, wait, trigger)) return { stepId: wait.stepId, wait };
    turn.emit({ type: 'wait.cancelled', stepId: wait.stepId, kind: wait.kind });
  }
  return enterWorkflow(turn, entryKindOf(trigger, before));
}

/** What waited for an operator does so no longer, unless the customer only says something meanwhile. */
function leaveApproval(state: Conversation, trigger: Trigger): Conversation {
  const isMeanwhile = trigger.kind === 'message' && trigger.message.choice === undefined;
  if (state.status !== 'escalated' || isMeanwhile || state.wait?.accepts.includes('approval') !== true) {
    return state;
  }
  return { ...state, status: 'open' };
}

/**
 * Whether a wait goes on with a trigger. A plain message needs the step's `message` port to lead somewhere;
 * kinds without such a port decide by `accepts` alone.
 */
function canGoOn(flow: Flow, state: Conversation, wait: Wait, trigger: Trigger): boolean {
  const waiting = flow.steps.get(wait.stepId);
  if (waiting?.executor?.canResume !== true || waiting.step.isDisabled === true) return false;
  if (waiting.step.workflowId !== state.stack.at(-1)?.workflowId) return false;
  if (trigger.kind === 'timeout' && !wait.timers.some(({ id }) => id === trigger.timerId)) return false;
  if (!waiting.executor.accepts(wait, trigger)) return false;
  if (triggerName(trigger) !== 'message' || flow.next(wait.stepId, 'message') !== undefined) return true;
  const described = waiting.executor.definition.describe(waiting.settings);
  return !described.ok || !described.description.ports.some(({ id }) => id === 'message');
}

function entryKindOf(trigger: Trigger, { noActivity }: Conversation): EntryKind | undefined {
  if (trigger.kind === 'approval') return undefined;
  if (trigger.kind !== 'timeout') return trigger.kind;
  return noActivity?.timer.id === trigger.timerId ? 'no-activity' : undefined;
}

function enterWorkflow(turn: Turn, kind: EntryKind | undefined): Point | undefined {
  const { stack } = turn.state;
  for (let index = kind === undefined ? -1 : stack.length - 1; index >= 0; index -= 1) {
    const frame = stack[index];
    const stepId = frame && kind && turn.flow.entry(frame.workflowId, kind);
    if (frame === undefined || stepId === undefined) continue;
    for (const event of poppedFrames(turn.state, index + 1)) turn.emit(event);
    turn.state = { ...turn.state, stack: [...stack.slice(0, index), entered(frame, turn.trigger)] };
    return { stepId };
  }
  turn.emit({ type: 'no_entry', turnId: turn.id, trigger: triggerName(turn.trigger) });
  return undefined;
}

function entered(frame: Frame, trigger: Trigger): Frame {
  const content = trigger.kind === 'message' ? trigger.message.content : undefined;
  return { ...frame, args: argsOfEntry({}, content) };
}
