// Finds a place on the canvas where a new step covers no other.
import type { Point } from '../commands/step-commands.ts';
import type { ProjectIndex } from '../state/project-index.ts';

export const nodeWidth = 216;
export const nodeGap = 72;
/** Taller than most nodes; a very tall one may still be touched. */
export const nodeHeight = 132;
const tries = 200;

/** The wished place, or the nearest free one below it. */
export function freePlace(index: ProjectIndex, workflowId: string, wish: Point): Point {
  const taken = [...(index.stepIdsByWorkflow.get(workflowId) ?? [])].flatMap(
    (id) => index.steps.get(id)?.position ?? [],
  );
  const isFree = ({ x, y }: Point): boolean =>
    taken.every((other) => Math.abs(other.x - x) >= nodeWidth || Math.abs(other.y - y) >= nodeHeight);
  for (let step = 0; step < tries; step += 1) {
    const place = { x: wish.x, y: wish.y + step * 24 };
    if (isFree(place)) return place;
  }
  return wish;
}
