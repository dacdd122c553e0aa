// Walks from step to step until an outcome ends the turn.
// Invariants: at most the workspace's ceiling of steps; a failing step goes on at its `error` port or fails the turn;
// passing the ceiling cannot be caught.
import { stepIdSchema } from '#shared/model/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { Point } from './begin-turn.ts';
import { runStep, stepMissing } from './run-step.ts';
import type { Turn } from './turn.ts';

/** How the walk ended; an error fails the turn. */
export type WalkEnding = 'waiting' | 'idle' | 'closed' | 'aborted' | AppError;

export async function walk(turn: Turn, first: Point): Promise<WalkEnding> {
  let point = first;
  for (;;) {
    if (turn.signal.aborted) return 'aborted';
    const { stepCeiling } = turn.flow.workspace;
    if (turn.stepCount >= stepCeiling) return ceilingPassed(point.stepId, stepCeiling);
    const asked = await askBefore(turn, point);
    if (asked === 'aborted' || AppError.is(asked)) return asked;
    const next = await runStep(turn, asked);
    if (
      AppError.is(next) ||
      next === 'waiting' ||
      next === 'idle' ||
      next === 'closed' ||
      next === 'aborted'
    ) {
      return next;
    }
    point = { stepId: next.to, ...(next.returned === undefined ? {} : { returned: next.returned }) };
  }
}

/** Asks `beforeStep`, which may change the state, go elsewhere (that step runs without being asked again) or abort. */
async function askBefore(turn: Turn, point: Point): Promise<Point | 'aborted' | AppError> {
  if (turn.beforeStep === undefined) return point;
  const { stepId } = point;
  const answer = await turn.beforeStep({ stepId, state: turn.state, stepCount: turn.stepCount });
  switch (answer.do) {
    case 'continue':
      return point;
    case 'replace':
      turn.state = answer.state;
      return point;
    case 'go': {
      const target = stepIdSchema.safeParse(answer.stepId).data;
      if (answer.state !== undefined) turn.state = answer.state;
      if (target === undefined) return stepMissing(answer.stepId);
      return { stepId: target };
    }
    case 'abort':
      return 'aborted';
    default:
      return assertNever(answer);
  }
}

function ceilingPassed(stepId: string, stepCeiling: number): AppError {
  return new AppError(
    'STEP_CEILING',
    `One turn ran ${stepCeiling} steps and was stopped: the workflow probably goes round in a circle. Put a step that waits for the customer into the circle.`,
    { details: { stepId, stepCeiling } },
  );
}
