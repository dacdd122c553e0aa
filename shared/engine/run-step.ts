// Runs one step: its start, its executor, what the outcome makes of the conversation, its end.
// Invariants: every started step ends with an event; state changes only when the whole step succeeded, except for what it said.
import { limits } from '#shared/model/limits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { mergeArgs } from './args.ts';
import type { Point } from './begin-turn.ts';
import { passingPort } from '#shared/model/step-definition.ts';
import { errorForEvent } from './error-for-event.ts';
import type { StepScope } from './executor.ts';
import type { FlowStep } from './flow.ts';
import { topOf, withArgs } from './frames.ts';
import type { Outcome } from './outcome.ts';
import { StepVisit } from './step-scope.ts';
import { applyOutcome, follow, type NextPoint, type Transition } from './transition.ts';
import type { Turn } from './turn.ts';

export type StepEnding = NextPoint | 'waiting' | 'idle' | 'closed' | 'aborted' | AppError;

const errorPort = 'error';

export async function runStep(turn: Turn, point: Point): Promise<StepEnding> {
  const step = turn.flow.steps.get(point.stepId);
  if (step === undefined || step.step.workflowId !== topOf(turn.state).workflowId) {
    return stepMissing(point.stepId);
  }
  turn.stepCount += 1;
  if (step.step.isDisabled === true) return passStep(turn, step);
  const { id, kind, name, workflowId } = step.step;
  turn.emit({
    type: 'step.started',
    id,
    kind,
    ...(name === undefined ? {} : { name }),
    workflowId,
    args: topOf(turn.state).args,
  });
  const visit = new StepVisit(turn, step);
  let transition: Transition;
  try {
    const outcome = await execute(step, visit.scope(), point);
    transition = applyOutcome(
      { flow: turn.flow, state: turn.state, step, trigger: turn.trigger, askedBy: visit.askedBy },
      outcome,
    );
  } catch (thrown) {
    return failStep(turn, step, AppError.from(thrown));
  }
  return endStep(turn, step, transition);
}

/** A disabled step says nothing and does nothing; the way goes on at its passing port. */
function passStep(turn: Turn, { step, executor, settings }: FlowStep): StepEnding {
  const { id, kind, name, workflowId } = step;
  const port = passingPort(executor?.definition.describe(settings)) ?? null;
  turn.emit({ type: 'step.skipped', id, kind, ...(name === undefined ? {} : { name }), workflowId, port });
  if (port === null) return 'idle';
  const way = follow(turn.flow, turn.state, id, port);
  for (const event of way.events) turn.emit(event);
  return way.next;
}

export function stepMissing(stepId: string): AppError {
  return new AppError(
    'STEP_NOT_FOUND',
    'The step to continue at does not exist in the active workflow any more. Restart the conversation.',
    { details: { stepId } },
  );
}

function execute({ step, executor, settings }: FlowStep, scope: StepScope, point: Point): Promise<Outcome> {
  if (executor === undefined) {
    throw new AppError(
      'STEP_KIND_UNKNOWN',
      `This version of Dialogram cannot run steps of the kind “${step.kind}”. Update the app, or replace the step.`,
      { details: { stepId: step.id, kind: step.kind } },
    );
  }
  if (point.returned !== undefined) {
    return executor.returned(settings, scope, point.returned.call, point.returned.result);
  }
  return point.wait === undefined
    ? executor.enter(settings, scope)
    : executor.resume(settings, scope, scope.trigger, point.wait);
}

function endStep(turn: Turn, { step }: FlowStep, transition: Transition): StepEnding {
  turn.state = transition.state;
  turn.found = transition.found ?? turn.found;
  turn.emit({
    type: 'step.ended',
    id: step.id,
    kind: step.kind,
    port: transition.port,
    outcome: transition.outcome,
    args: topOf(turn.state).args,
  });
  for (const event of transition.events) turn.emit(event);
  const { next } = transition;
  return next;
}

/** Goes on at the `error` port when the kind has one and it leads somewhere; else the turn fails. */
function failStep(turn: Turn, { step, executor }: FlowStep, thrown: AppError): StepEnding {
  turn.withdrawDraft();
  const isAborted = turn.signal.aborted;
  const canCatch =
    !isAborted && executor?.definition.canFail === true && turn.flow.next(step.id, errorPort) !== undefined;
  let error = thrown;
  let port: string | null = null;
  if (canCatch) {
    try {
      const message = thrown.message.slice(0, limits.name * 5);
      const added = { error: { code: thrown.code, message, stepId: step.id } };
      turn.state = withArgs(turn.state, mergeArgs(topOf(turn.state).args, added));
      port = errorPort;
    } catch (tooLarge) {
      error = AppError.from(tooLarge);
    }
  }
  turn.emit({
    type: 'step.ended',
    id: step.id,
    kind: step.kind,
    port,
    outcome: 'error',
    args: topOf(turn.state).args,
    error: errorForEvent(error),
  });
  if (isAborted) return 'aborted';
  if (port === null) return error;
  const way = follow(turn.flow, turn.state, step.id, port);
  for (const event of way.events) turn.emit(event);
  return way.next;
}
