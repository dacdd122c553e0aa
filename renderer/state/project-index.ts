// The project as the screen reads it: entities by id, steps by workflow, edges by port and by the step they leave.
// Invariants: immutable; entities keep their identity until they change, so what shows them can compare by `===`.
import { enableMapSet, produce } from 'immer';
import type { Patch } from '#shared/model/edit.ts';
import type { Action } from '#shared/model/entities/action.ts';
import type { Connector } from '#shared/model/entities/connector.ts';
import type { Assistant, Edge, Step, Workflow } from '#shared/model/entities/flow.ts';
import type { Frame, Note } from '#shared/model/entities/furniture.ts';
import type { Integration } from '#shared/model/entities/integration.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import type { Operation } from '#shared/model/entities/operation.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import type { TestUser } from '#shared/model/entities/test-user.ts';
import type { Workspace } from '#shared/model/entities/workspace.ts';
import type { Order } from '#shared/model/order.ts';
import type { ProjectDocument } from '#shared/model/project.ts';

enableMapSet();

export interface ProjectIndex {
  readonly workspace: Workspace;
  readonly workflows: ReadonlyMap<string, Workflow>;
  readonly assistants: ReadonlyMap<string, Assistant>;
  readonly testUsers: ReadonlyMap<string, TestUser>;
  readonly knowledgeSources: ReadonlyMap<string, KnowledgeSource>;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly integrations: ReadonlyMap<string, Integration>;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly actions: ReadonlyMap<string, Action>;
  readonly publishTargets: ReadonlyMap<string, PublishTarget>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly frames: ReadonlyMap<string, Frame>;
  readonly steps: ReadonlyMap<string, Step>;
  readonly edges: ReadonlyMap<string, Edge>;
  readonly stepIdsByWorkflow: ReadonlyMap<string, ReadonlySet<string>>;
  /** Key: `portKey`. At most one edge leaves a port. */
  readonly edgeByPort: ReadonlyMap<string, string>;
  readonly edgeIdsBySource: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Draft {
  workspace: Workspace;
  readonly workflows: Map<string, Workflow>;
  readonly assistants: Map<string, Assistant>;
  readonly testUsers: Map<string, TestUser>;
  readonly knowledgeSources: Map<string, KnowledgeSource>;
  readonly connectors: Map<string, Connector>;
  readonly integrations: Map<string, Integration>;
  readonly operations: Map<string, Operation>;
  readonly actions: Map<string, Action>;
  readonly publishTargets: Map<string, PublishTarget>;
  readonly notes: Map<string, Note>;
  readonly frames: Map<string, Frame>;
  readonly steps: Map<string, Step>;
  readonly edges: Map<string, Edge>;
  readonly stepIdsByWorkflow: Map<string, Set<string>>;
  readonly edgeByPort: Map<string, string>;
  readonly edgeIdsBySource: Map<string, Set<string>>;
}

export function portKey(stepId: string, portId: string): string {
  return `${stepId} ${portId}`;
}

export function indexProject(document: ProjectDocument): ProjectIndex {
  const draft: Draft = {
    workspace: document.workspace,
    workflows: new Map(),
    assistants: new Map(),
    testUsers: new Map(),
    knowledgeSources: new Map(document.knowledgeSources.map((source) => [source.id, source])),
    connectors: new Map(document.connectors.map((connector) => [connector.id, connector])),
    integrations: new Map(document.integrations.map((integration) => [integration.id, integration])),
    operations: new Map(document.operations.map((operation) => [operation.id, operation])),
    actions: new Map(document.actions.map((action) => [action.id, action])),
    publishTargets: new Map(document.publishTargets.map((target) => [target.id, target])),
    notes: new Map(document.notes.map((note) => [note.id, note])),
    frames: new Map(document.frames.map((frame) => [frame.id, frame])),
    steps: new Map(),
    edges: new Map(),
    stepIdsByWorkflow: new Map(),
    edgeByPort: new Map(),
    edgeIdsBySource: new Map(),
  };
  for (const workflow of document.workflows) draft.workflows.set(workflow.id, workflow);
  for (const assistant of document.assistants) draft.assistants.set(assistant.id, assistant);
  for (const testUser of document.testUsers) draft.testUsers.set(testUser.id, testUser);
  for (const step of document.steps) putStep(draft, step.id, step);
  for (const edge of document.edges) putEdge(draft, edge.id, edge);
  return draft;
}

/** Collections that no screen shows yet pass by: the host keeps them. */
export function applyPatches(index: ProjectIndex, patches: readonly Patch[]): ProjectIndex {
  return produce(index, (draft: Draft) => {
    for (const patch of patches) applyPatch(draft, patch);
  });
}

/** Lists what came back where it had been. Steps and edges stand where they were drawn, so for them it does not matter. */
export function reorder(index: ProjectIndex, order: Order): ProjectIndex {
  let next = index;
  for (const name of [
    'workflows',
    'assistants',
    'testUsers',
    'knowledgeSources',
    'connectors',
    'integrations',
    'operations',
    'actions',
    'publishTargets',
    'notes',
    'frames',
  ] as const) {
    const ids = order[name];
    if (ids !== undefined) next = { ...next, [name]: inOrder<unknown>(next[name], ids) };
  }
  return next;
}

function inOrder<Value>(map: ReadonlyMap<string, Value>, ids: readonly string[]): ReadonlyMap<string, Value> {
  const placed = ids.flatMap((id): [string, Value][] => {
    const value = map.get(id);
    return value === undefined ? [] : [[id, value]];
  });
  return new Map([...placed, ...map]);
}

function applyPatch(draft: Draft, patch: Patch): void {
  switch (patch.collection) {
    case 'workspace':
      draft.workspace = patch.value;
      break;
    case 'workflows':
      put(draft.workflows, patch.id, patch.value);
      break;
    case 'assistants':
      put(draft.assistants, patch.id, patch.value);
      break;
    case 'testUsers':
      put(draft.testUsers, patch.id, patch.value);
      break;
    case 'knowledgeSources':
      put(draft.knowledgeSources, patch.id, patch.value);
      break;
    case 'connectors':
      put(draft.connectors, patch.id, patch.value);
      break;
    case 'integrations':
      put(draft.integrations, patch.id, patch.value);
      break;
    case 'operations':
      put(draft.operations, patch.id, patch.value);
      break;
    case 'actions':
      put(draft.actions, patch.id, patch.value);
      break;
    case 'publishTargets':
      put(draft.publishTargets, patch.id, patch.value);
      break;
    case 'notes':
      put(draft.notes, patch.id, patch.value);
      break;
    case 'frames':
      put(draft.frames, patch.id, patch.value);
      break;
    case 'steps':
      putStep(draft, patch.id, patch.value);
      break;
    case 'edges':
      putEdge(draft, patch.id, patch.value);
      break;
    default:
      break;
  }
}

function put<Value>(map: Map<string, Value>, id: string, value: Value | null): void {
  if (value === null) map.delete(id);
  else map.set(id, value);
}

function putStep(draft: Draft, id: string, step: Step | null): void {
  const before = draft.steps.get(id);
  if (before !== undefined && before.workflowId !== step?.workflowId) {
    draft.stepIdsByWorkflow.get(before.workflowId)?.delete(id);
  }
  if (step !== null) member(draft.stepIdsByWorkflow, step.workflowId).add(id);
  put(draft.steps, id, step);
}

function putEdge(draft: Draft, id: string, edge: Edge | null): void {
  const before = draft.edges.get(id);
  if (before !== undefined) {
    const key = portKey(before.from.stepId, before.from.port);
    if (draft.edgeByPort.get(key) === id) draft.edgeByPort.delete(key);
    draft.edgeIdsBySource.get(before.from.stepId)?.delete(id);
  }
  if (edge !== null) {
    draft.edgeByPort.set(portKey(edge.from.stepId, edge.from.port), id);
    member(draft.edgeIdsBySource, edge.from.stepId).add(id);
  }
  put(draft.edges, id, edge);
}

function member(map: Map<string, Set<string>>, key: string): Set<string> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = new Set<string>();
  map.set(key, made);
  return map.get(key) ?? made;
}
