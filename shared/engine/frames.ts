// The stack of active workflows. Pure; `stack[0]` is the frame the conversation began with.
import type { JsonObject } from '#shared/util/json.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Conversation, Frame } from './conversation.ts';
import type { RunEvent } from './events.ts';

/** The active frame. */
export function topOf({ stack }: Conversation): Frame {
  const top = stack.at(-1);
  if (top === undefined) {
    throw new AppError('INTERNAL', 'The conversation has no active workflow.', { blame: 'bug' });
  }
  return top;
}

/** The conversation with other `args` in its active frame. */
export function withArgs(state: Conversation, args: JsonObject): Conversation {
  return { ...state, stack: [...state.stack.slice(0, -1), { ...topOf(state), args }] };
}

/** Events of unwinding the stack to `height` frames, from the top. */
export function poppedFrames({ stack }: Conversation, height: number): RunEvent[] {
  const events: RunEvent[] = [];
  for (let depth = stack.length - 1; depth >= height; depth -= 1) {
    const frame = stack[depth];
    if (frame !== undefined) events.push({ type: 'frame.popped', workflowId: frame.workflowId, depth });
  }
  return events;
}
