// A project compiled for running: look-ups instead of lists. Immutable; made again when the project changes.
import type { Assistant, Edge, Step, Workflow } from '#shared/model/entities/flow.ts';
import type { Workspace } from '#shared/model/entities/workspace.ts';
import type { StepId, WorkflowId } from '#shared/model/ids.ts';
import type { EntryKind } from '#shared/model/step-definition.ts';
import type { Catalog } from './catalog.ts';
import type { Executor } from './executor.ts';

export interface FlowStep {
  readonly step: Step;
  /** Undefined when the kind is unknown: the step keeps its data and stops a run with `STEP_KIND_UNKNOWN`. */
  readonly executor: Executor | undefined;
  /** Settings brought to the kind's current version. */
  readonly settings: Step['settings'];
}

export interface Flow extends Catalog {
  readonly workspace: Workspace;
  readonly workflows: ReadonlyMap<WorkflowId, Workflow>;
  readonly assistants: ReadonlyMap<string, Assistant>;
  readonly steps: ReadonlyMap<StepId, FlowStep>;
  /** By kind. */
  readonly executors: ReadonlyMap<string, Executor>;
  /** The edge or link that leaves a port; edges carry their id, links (ref targets) do not. */
  next(stepId: StepId, port: string): { readonly to: StepId; readonly edge?: Edge } | undefined;
  entry(workflowId: WorkflowId, kind: EntryKind): StepId | undefined;
}
