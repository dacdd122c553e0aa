// The workflow as a graph.
import {
  Background,
  BackgroundVariant,
  type Connection,
  type FinalConnectionState,
  ReactFlow,
  SelectionMode,
} from '@xyflow/react';
import type { ReactElement } from 'react';
import { canConnect, connect } from '../commands/edge-commands.ts';
import { currentProject, run, useProject } from '../state/project-store.ts';
import { openDock, useUi } from '../state/ui-store.ts';
import { enterStep } from '../workflows/trail-store.ts';
import { useActions } from '../commands/actions/action.ts';
import { canvasActions } from './canvas-actions.ts';
import { CanvasMenu } from './canvas-menu.tsx';
import { CanvasTools } from './canvas-tools.tsx';
import { FarContext, useIsFar } from './far/far-context.ts';
import { FarEdges } from './far/far-edges.tsx';
import { Guides } from './guides.tsx';
import { Overview } from './overview.tsx';
import { openQuickAddAt } from './quick-add-place.ts';
import { EmptyWorkflow } from './empty-workflow.tsx';
import { FirstStepHint } from './first-step-hint.tsx';
import type { StepFlowEdge } from './flow-elements.ts';
import type { CanvasNode } from './furniture/furniture-elements.ts';
import { FrameNode } from './furniture/frame-node.tsx';
import { NoteNode } from './furniture/note-node.tsx';
import { useFurniture } from './furniture/use-furniture.ts';
import { QuickAddMenu } from './quick-add-menu.tsx';
import { StepEdge } from './step-edge.tsx';
import { StepNode } from './step-node.tsx';
import { graphGestures, useCanvasGestures } from './use-canvas-gestures.ts';
import { useFlow } from './use-flow.ts';
import { useLanes } from './use-lanes.ts';
import { useViewport } from './use-viewport.ts';

const nodeTypes = { step: StepNode, note: NoteNode, frame: FrameNode };
const edgeTypes = { step: StepEdge };
/** From far they are drawn by themselves. */
const noEdges: StepFlowEdge[] = [];
const multiSelectKeys = ['Meta', 'Control', 'Shift'];

// The graph renders at every frame of a drag. What stands here is the same each time, so React passes over it; so do the
// steps, as long as every handler stays the same function.
const dots = <Background variant={BackgroundVariant.Dots} gap={20} size={1.6} />;
const aroundGraph = (
  <>
    <CanvasTools />
    <Guides />
  </>
);
const menus = (
  <>
    <QuickAddMenu />
    <CanvasMenu />
  </>
);

function showSettings(_: unknown, { type }: CanvasNode): void {
  if (type === 'step') useUi.setState({ dockTab: 'settings' });
}

function enterOrOpen(_: unknown, { id, type }: CanvasNode): void {
  if (type === 'step' && !enterStep(id)) openDock('settings');
}

export function Canvas(): ReactElement {
  const workflowId = useUi((ui) => ui.workflowId) ?? '';
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const isBoxSelecting = useUi((ui) => ui.isBoxSelecting);
  const { nodes, edges, ...handlers } = useFurniture(workflowId, useFlow(workflowId));
  const gestures = useCanvasGestures();
  useActions('canvas', canvasActions);
  const isFar = useIsFar();
  useViewport(workflowId, nodes.length > 0);
  useLanes(nodes, edges);

  return (
    <section className="canvas" aria-label="Canvas" {...gestures}>
      <FarContext value={isFar}>
        <ReactFlow<CanvasNode, StepFlowEdge>
          nodes={nodes}
          edges={isFar ? noEdges : edges}
          {...handlers}
          {...graphGestures}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          isValidConnection={isValidConnection}
          onConnectEnd={onConnectEnd}
          onNodeClick={showSettings}
          onNodeDoubleClick={enterOrOpen}
          nodesDraggable={!isReadOnly}
          nodesConnectable={!isReadOnly}
          edgesReconnectable={!isReadOnly}
          // It would hear them wherever the focus is; the action does not.
          deleteKeyCode={null}
          multiSelectionKeyCode={multiSelectKeys}
          selectionOnDrag={isBoxSelecting}
          selectionMode={SelectionMode.Partial}
          panOnDrag={isBoxSelecting ? [1, 2] : true}
          connectionRadius={32}
          nodeDragThreshold={3}
          minZoom={0.05}
          maxZoom={2}
          zoomOnDoubleClick={false}
          onlyRenderVisibleElements
          elevateEdgesOnSelect
          proOptions={{ hideAttribution: true }}
        >
          {!isFar && dots}
          <Overview nodes={nodes} />
          {aroundGraph}
          {isFar && <FarEdges nodes={nodes} edges={edges} />}
        </ReactFlow>
      </FarContext>
      {nodes.length === 0 && <EmptyWorkflow />}
      {nodes.length === 1 && edges.length === 0 && <FirstStepHint />}
      {menus}
    </section>
  );
}

function isValidConnection({ source, target }: Connection | StepFlowEdge): boolean {
  const project = currentProject();
  return project !== null && canConnect(project.index, source, target);
}

/** Dropped beside a handle: on a step it connects to it, on the empty canvas it asks which step shall follow. */
function onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
  const { isValid, fromHandle, toNode, pointer } = state;
  if (isValid === true || fromHandle?.type !== 'source' || fromHandle.id == null) return;
  const from = { stepId: fromHandle.nodeId, port: fromHandle.id };
  const over = event.target instanceof Element ? event.target.closest('.react-flow__node') : null;
  const target = toNode?.id ?? over?.getAttribute('data-id');
  if (typeof target === 'string') {
    run((index) => connect(index, from, target));
    return;
  }
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  if (point !== undefined && pointer !== null) {
    openQuickAddAt({ x: point.clientX, y: point.clientY }, { from });
  }
}
