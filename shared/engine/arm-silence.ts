// *No activity*: after a turn that a customer started, the active workflow may watch for silence.
// Invariant: at most one such timer, and only when no other timer is pending and no operator is active.
import { z } from 'zod';
import { topOf } from './frames.ts';
import type { FlowStep } from './flow.ts';
import { performEffect } from './perform-effect.ts';
import type { Turn } from './turn.ts';
import { watchSilence } from './waits.ts';

const secondsSchema = z.object({ seconds: z.number().positive() });

/** Sets the timer of the active workflow's *no activity* entry, whose settings give `seconds`. */
export async function armSilence(turn: Turn): Promise<void> {
  const { state, flow, trigger } = turn;
  if (
    trigger.kind === 'timeout' ||
    trigger.kind === 'approval' ||
    state.status === 'closed' ||
    state.operator === 'active'
  )
    return;
  // Who waits for an operator is not silent.
  if (state.wait !== undefined && (state.wait.timers.length > 0 || state.wait.accepts.includes('approval')))
    return;
  const stepId = flow.entry(topOf(state).workflowId, 'no-activity');
  const seconds = stepId === undefined ? undefined : secondsOf(flow.steps.get(stepId));
  if (stepId === undefined || seconds === undefined) return;
  const now = await performEffect(turn, { key: `${turn.id}/end/1`, stepId: null }, 'clock.now', {});
  turn.state = watchSilence(turn.state, stepId, now + seconds * 1000);
  const timer = turn.state.noActivity?.timer;
  if (timer !== undefined) turn.emit({ type: 'timer.set', timerId: timer.id, dueAt: timer.dueAt, stepId });
}

function secondsOf(step: FlowStep | undefined): number | undefined {
  const settings = step?.executor?.definition.settings.safeParse(step.settings);
  return secondsSchema.safeParse(settings?.data).data?.seconds;
}
