// The way that was taken into sub-workflows, to go back along it.
// Invariant: it leads to the workflow on the screen, or it is forgotten: whoever goes elsewhere begins anew.
import { create } from 'zustand';
import { currentProject } from '../state/project-store.ts';
import { revealStep, showWorkflow, useUi } from '../state/ui-store.ts';
import { targetOf } from './jumps.ts';

export interface Visit {
  readonly workflowId: string;
  /** The step that was entered. */
  readonly stepId: string;
}

interface Trail {
  readonly visits: readonly Visit[];
  readonly leadsTo: string | null;
}

const useTrailState = create<Trail>(() => ({ visits: [], leadsTo: null }));
const nowhere: readonly Visit[] = [];

const visitsOf = ({ visits, leadsTo }: Trail, workflowId: string | null): readonly Visit[] =>
  leadsTo === workflowId ? visits : nowhere;

export function useTrail(): readonly Visit[] {
  const workflowId = useUi((ui) => ui.workflowId);
  return useTrailState((trail) => visitsOf(trail, workflowId));
}

/** The workflow that this step leads to. */
export function targetOfStep(stepId: string | undefined): string | undefined {
  const index = currentProject()?.index;
  const step = index?.steps.get(stepId ?? '');
  return index === undefined || step === undefined ? undefined : targetOf(index, step);
}

/** Opens the workflow that the step leads to. False when it leads to none. */
export function enterStep(stepId: string): boolean {
  const target = targetOfStep(stepId);
  const { workflowId } = useUi.getState();
  if (target === undefined || workflowId === null) return false;
  if (target === workflowId) return true;
  const visits = visitsOf(useTrailState.getState(), workflowId);
  useTrailState.setState({ visits: [...visits, { workflowId, stepId }], leadsTo: target });
  showWorkflow(target);
  return true;
}

/** Back to the visit at this place of the trail, with the step that was entered selected. */
export function goBackTo(place: number): void {
  const visits = visitsOf(useTrailState.getState(), useUi.getState().workflowId);
  const visit = visits[place];
  if (visit === undefined) return;
  useTrailState.setState({ visits: visits.slice(0, place), leadsTo: visit.workflowId });
  if (currentProject()?.index.steps.has(visit.stepId) === true) revealStep(visit.workflowId, visit.stepId);
  else showWorkflow(visit.workflowId);
}

export const trailLength = (): number =>
  visitsOf(useTrailState.getState(), useUi.getState().workflowId).length;
