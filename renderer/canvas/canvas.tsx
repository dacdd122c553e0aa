// The workflow as a graph.
import {
  Background,
  BackgroundVariant,
  type Connection,
  type FinalConnectionState,
  MiniMap,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, type ReactElement, useCallback } from 'react';
import { canConnect, connect } from '../commands/edge-commands.ts';
import { currentProject, run, useProject } from '../state/project-store.ts';
import { openDock, useUi } from '../state/ui-store.ts';
import { CanvasTools } from './canvas-tools.tsx';
import { EmptyWorkflow } from './empty-workflow.tsx';
import { draggedKind } from './drag-kind.ts';
import type { StepFlowEdge, StepFlowNode } from './flow-elements.ts';
import { QuickAddMenu } from './quick-add-menu.tsx';
import { StepEdge } from './step-edge.tsx';
import { StepNode } from './step-node.tsx';
import { useAddStep } from './use-add-step.ts';
import { useFlow } from './use-flow.ts';
import { useViewport } from './use-viewport.ts';

const nodeTypes = { step: StepNode };
const edgeTypes = { step: StepEdge };
const deleteKeys = ['Delete', 'Backspace'];
const multiSelectKeys = ['Meta', 'Control', 'Shift'];

export function Canvas(): ReactElement {
  const workflowId = useUi((ui) => ui.workflowId) ?? '';
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const isBoxSelecting = useUi((ui) => ui.isBoxSelecting);
  const { nodes, edges, ...handlers } = useFlow(workflowId);
  const dropStep = useDropStep();
  useViewport(workflowId, nodes.length > 0);

  return (
    <section className="canvas" aria-label="Canvas" onDragOver={allowDrop} onDrop={dropStep}>
      <ReactFlow<StepFlowNode, StepFlowEdge>
        nodes={nodes}
        edges={edges}
        {...handlers}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        isValidConnection={isValidConnection}
        onConnectEnd={onConnectEnd}
        onNodeClick={() => useUi.setState({ dockTab: 'settings' })}
        onNodeDoubleClick={() => openDock('settings')}
        nodesDraggable={!isReadOnly}
        nodesConnectable={!isReadOnly}
        edgesReconnectable={!isReadOnly}
        deleteKeyCode={isReadOnly ? null : deleteKeys}
        multiSelectionKeyCode={multiSelectKeys}
        selectionOnDrag={isBoxSelecting}
        selectionMode={SelectionMode.Partial}
        panOnDrag={isBoxSelecting ? [1, 2] : true}
        connectionRadius={32}
        nodeDragThreshold={3}
        minZoom={0.1}
        maxZoom={2}
        zoomOnDoubleClick={false}
        onlyRenderVisibleElements
        elevateEdgesOnSelect
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.6} />
        <MiniMap pannable zoomable ariaLabel="Overview of the workflow" nodeBorderRadius={4} />
        <CanvasTools />
      </ReactFlow>
      {nodes.length === 0 && <EmptyWorkflow />}
      <QuickAddMenu />
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
  if (point === undefined || pointer === null) return;
  useUi.setState({
    quickAdd: { screen: { x: point.clientX, y: point.clientY }, position: null, from },
  });
}

function allowDrop(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(draggedKind)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

function useDropStep(): (event: DragEvent) => void {
  const addStep = useAddStep();
  const { screenToFlowPosition } = useReactFlow();
  return useCallback(
    (event) => {
      const kind = event.dataTransfer.getData(draggedKind);
      if (kind === '') return;
      event.preventDefault();
      const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      addStep(kind, { position: { x: x - 102, y: y - 24 } });
    },
    [addStep, screenToFlowPosition],
  );
}
