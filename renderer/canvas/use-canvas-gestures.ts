// What pointer and clipboard do on the canvas besides moving and connecting: menus, adding by double click, dropping on
// connections, alignment while dragging.
import type { Edge, Node, OnNodeDrag } from '@xyflow/react';
import { type DragEvent, type MouseEvent as ReactMouseEvent, type PointerEvent, useEffect } from 'react';
import { canInsert } from '../commands/insert-commands.ts';
import { currentProject } from '../state/project-store.ts';
import { select } from '../state/ui-store.ts';
import { aboutSelection, chooseNode, openCanvasMenu } from './canvas-menu-store.ts';
import { canvasView, notePointer, useCanvasView } from './canvas-view.ts';
import { listenToClipboard } from './clipboard.ts';
import { draggedKind } from './drag-kind.ts';
import { edgeAt, endDrag, showDropEdge, useDrag } from './drag-store.ts';
import type { StepFlowEdge } from './flow-elements.ts';
import { nodeWidth } from './step-size.ts';
import { openQuickAddAt } from './quick-add-place.ts';
import { noteAlt } from './snapping.ts';
import { type AddStep, useAddStep } from './use-add-step.ts';

const headMiddle = 24;

/** Handlers for the element around the graph. */
export function useCanvasGestures() {
  const addStep = useAddStep();
  useCanvasView();
  useEffect(listenToClipboard, []);
  return {
    onDragOver: dragOver,
    onDragLeave: () => showDropEdge(null),
    onDrop: (event: DragEvent) => drop(event, addStep),
    onDoubleClick: doubleClick,
    onMouseDownCapture: leaveText,
    onPointerMoveCapture: (event: PointerEvent) => {
      noteAlt(event.altKey);
      notePointer({ x: event.clientX, y: event.clientY });
    },
    onPointerLeave: () => notePointer(null),
  };
}

const dragged: { canInsert: boolean } = { canInsert: false };

/** Handlers of the graph. */
export const graphGestures = {
  onNodeDragStart(_: unknown, __: unknown, nodes: readonly Node[]): void {
    const index = currentProject()?.index;
    const [only, ...others] = nodes;
    dragged.canInsert =
      index !== undefined && only !== undefined && others.length === 0 && canInsert(index, only.id);
  },
  onNodeDrag: ((event, node) => {
    if (!dragged.canInsert || !('clientX' in event)) return;
    showDropEdge(edgeAt(event.clientX, event.clientY) ?? edgeBelow(node));
  }) satisfies OnNodeDrag<Node>,
  onNodeDragStop: endDrag,
  onPaneContextMenu: (event: MouseEvent | ReactMouseEvent): void => openCanvasMenu(event, 'canvas'),
  onNodeContextMenu(event: ReactMouseEvent, { id, type }: Node): void {
    openCanvasMenu(event, chooseNode(id, type === 'step'));
  },
  onSelectionContextMenu: (event: ReactMouseEvent): void => openCanvasMenu(event, aboutSelection()),
  onEdgeContextMenu(event: ReactMouseEvent, edge: Edge): void {
    if (isLink(edge)) return;
    select([], [edge.id]);
    openCanvasMenu(event, 'connection');
  },
} as const;

const isLink = ({ data }: Edge | StepFlowEdge): boolean => data?.['isLink'] === true;

/** A connection that runs below the dragged step's head. */
function edgeBelow({ position, measured }: Node): string | null {
  const view = canvasView();
  if (view === null) return null;
  const width = measured?.width ?? nodeWidth;
  for (const part of [0.5, 0.2, 0.8]) {
    const { x, y } = view.flowToScreenPosition({
      x: position.x + width * part,
      y: position.y + headMiddle,
    });
    const edgeId = edgeAt(x, y);
    if (edgeId !== null) return edgeId;
  }
  return null;
}

/** Working on the canvas ends a selection of text, and Shift selects steps instead of words. */
function leaveText(event: ReactMouseEvent): void {
  if (
    !(event.target instanceof Element) ||
    event.target.closest('input, textarea, [contenteditable]') !== null
  ) {
    return;
  }
  document.getSelection()?.removeAllRanges();
  if (event.shiftKey && event.target.classList.contains('react-flow__pane')) event.preventDefault();
}

function doubleClick({ target, clientX, clientY }: ReactMouseEvent): void {
  if (target instanceof Element && target.classList.contains('react-flow__pane')) {
    openQuickAddAt({ x: clientX, y: clientY });
  }
}

function dragOver(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(draggedKind)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  showDropEdge(edgeAt(event.clientX, event.clientY));
}

function drop(event: DragEvent, addStep: AddStep): void {
  const kind = event.dataTransfer.getData(draggedKind);
  const place = canvasView()?.screenToFlowPosition({ x: event.clientX, y: event.clientY });
  if (kind === '' || place === undefined) return;
  event.preventDefault();
  const edgeId = useDrag.getState().dropEdgeId;
  endDrag();
  addStep(kind, {
    position: { x: place.x - 102, y: place.y - headMiddle },
    ...(edgeId === null ? {} : { edgeId }),
  });
}
