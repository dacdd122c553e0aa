// Finds a place on the canvas where a new step covers no other.
import type { Step } from '#shared/model/entities/flow.ts';
import type { Point } from '../commands/step-commands.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { portRowsOf } from '../state/step-kinds.ts';

export const nodeWidth = 216;
export const nodeGap = 72;
/** Of a node without port rows, with two lines of summary. */
export const nodeHeight = 100;
const portHeight = 22;
const margin = 24;
const tries = 400;

/** The wished place, or the nearest free one below it. */
export function freePlace(index: ProjectIndex, workflowId: string, wish: Point): Point {
  const taken = [...(index.stepIdsByWorkflow.get(workflowId) ?? [])].flatMap(
    (id) => index.steps.get(id) ?? [],
  );
  const isFree = ({ x, y }: Point): boolean =>
    taken.every(
      (step) =>
        Math.abs(step.position.x - x) >= nodeWidth ||
        y >= step.position.y + heightOf(step) + margin ||
        y + nodeHeight + margin <= step.position.y,
    );
  for (let step = 0; step < tries; step += 1) {
    const place = { x: wish.x, y: wish.y + step * margin };
    if (isFree(place)) return place;
  }
  return wish;
}

/** As the node is drawn, give or take a line. */
export function heightOf(step: Step): number {
  const { length } = portRowsOf(step, '');
  return length > 1 ? nodeHeight + length * portHeight : nodeHeight;
}
