// What an edit of the flow does to a conversation that waits. Pure; preview edits and publishing with *move* use it.
// Invariant: as long as the waiting step and the call step of every frame exist, nothing happens.
import type { Conversation, Frame } from './conversation.ts';
import type { RunEvent } from './events.ts';
import type { Flow } from './flow.ts';
import { poppedFrames } from './frames.ts';
import { forgetSilence, leaveWait } from './waits.ts';

/** Fits a conversation to a changed flow: a missing waiting step cancels the wait, missing frames are unwound. */
export function moveToFlow(
  state: Conversation,
  flow: Flow,
): { readonly state: Conversation; readonly events: readonly RunEvent[] } {
  const stack = keptFrames(state, flow);
  const framesUnwound = state.stack.length - stack.length;
  const isBaseNew = stack[0]?.workflowId !== state.stack[0]?.workflowId;
  const isWaitLost =
    state.wait !== undefined && (framesUnwound > 0 || isBaseNew || !flow.steps.has(state.wait.stepId));
  if (framesUnwound === 0 && !isBaseNew && !isWaitLost) return { state, events: [] };

  const events: RunEvent[] = [];
  if (state.wait !== undefined && isWaitLost) {
    events.push({ type: 'wait.cancelled', stepId: state.wait.stepId, kind: state.wait.kind });
  }
  events.push(...poppedFrames(state, stack.length), {
    type: 'flow.moved',
    waitCancelled: isWaitLost,
    framesUnwound,
  });
  const left = isWaitLost ? leaveWait(state) : state;
  return { state: { ...forgetSilence(left), stack }, events };
}

/** Frames up to the first whose workflow or call step is gone; a missing main frame starts again at the main workflow. */
function keptFrames(state: Conversation, flow: Flow): Frame[] {
  const missing = state.stack.findIndex(
    ({ workflowId, callStepId }) =>
      !flow.workflows.has(workflowId) || (callStepId !== undefined && !flow.steps.has(callStepId)),
  );
  if (missing === 0) return [{ workflowId: flow.workspace.mainWorkflowId, args: {} }];
  return missing === -1 ? state.stack : state.stack.slice(0, missing);
}
