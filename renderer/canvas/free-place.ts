// Finds a place on the canvas where a new step covers no other.
import type { Point } from '../commands/step-commands.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { heightOf, nodeHeight, nodeWidth } from './step-size.ts';

export const nodeGap = 72;
const margin = 24;
const tries = 400;

/** The wished place, or the nearest free one below it. */
export function freePlace(index: ProjectIndex, workflowId: string, wish: Point): Point {
  const inTheWay = [...(index.stepIdsByWorkflow.get(workflowId) ?? [])].flatMap((id) => {
    const step = index.steps.get(id);
    if (step === undefined || Math.abs(step.position.x - wish.x) >= nodeWidth) return [];
    return [{ top: step.position.y, bottom: step.position.y + heightOf(index, step) }];
  });
  const isFree = ({ y }: Point): boolean =>
    inTheWay.every(({ top, bottom }) => y >= bottom + margin || y + nodeHeight + margin <= top);
  for (let step = 0; step < tries; step += 1) {
    const place = { x: wish.x, y: wish.y + step * margin };
    if (isFree(place)) return place;
  }
  return wish;
}
