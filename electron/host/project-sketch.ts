// A project in miniature: where the steps of its main workflow lie and how they are joined, for a list of projects.
// Invariant: bounded, whatever the project's size.
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import type { Step } from '#shared/model/entities/flow.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';

export type Sketch = NonNullable<ChannelResponse<'projects.list'>['projects'][number]['sketch']>;

const mostSteps = 60;
const groupOf = new Map<string, string>(definitions.map(({ kind, group }) => [kind, group]));

export function sketchOf({ steps, edges, workspace }: ProjectDocument): Sketch {
  const shown = steps.filter((step) => step.workflowId === workspace.mainWorkflowId).slice(0, mostSteps);
  const place = placeIn(shown);
  const known = new Map(shown.map((step, position) => [step.id, position]));
  return {
    stepCount: steps.length,
    steps: shown.map((step) => ({ ...place(step), group: groupOf.get(step.kind) ?? 'missing' })),
    edges: edges
      .flatMap(({ from, to }) => {
        const [start, end] = [known.get(from.stepId), known.get(to)];
        return start === undefined || end === undefined ? [] : [{ from: start, to: end }];
      })
      .slice(0, 2 * mostSteps),
  };
}

/** Places from 0 to 1000 on both sides, in one scale. */
function placeIn(steps: readonly Step[]): (step: Step) => { readonly x: number; readonly y: number } {
  const xs = steps.map(({ position }) => position.x);
  const ys = steps.map(({ position }) => position.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const extent = Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 1);
  const scale = (value: number) => Math.round((value / extent) * 1000);
  return ({ position }) => ({ x: scale(position.x - left), y: scale(position.y - top) });
}
