// Which part of the workflow is seen: everything at first, the place one left when coming back, and what is revealed.
import { useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { Point } from '../commands/step-commands.ts';
import { currentProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { firstViewport } from './first-viewport.ts';
import { nodeWidth } from './free-place.ts';

export function useViewport(workflowId: string, hasNodes: boolean): void {
  useRememberedViewport(workflowId, hasNodes);
  useRevealSelection();
}

function useRememberedViewport(workflowId: string, hasNodes: boolean): void {
  const { getViewport, setViewport } = useReactFlow();
  const store = useStoreApi();
  const isMeasured = useStore((state) => state.width > 0);
  const remembered = useRef(new Map<string, Viewport>());
  useEffect(() => {
    if (!hasNodes || !isMeasured) return undefined;
    const viewports = remembered.current;
    const positions = stepPositions(workflowId);
    const known = viewports.get(workflowId);
    if (known !== undefined) void setViewport(known);
    else if (positions.length > 0) void setViewport(firstViewport(positions, store.getState()));
    return () => {
      viewports.set(workflowId, getViewport());
    };
  }, [workflowId, hasNodes, isMeasured, getViewport, setViewport, store]);
}

function stepPositions(workflowId: string): readonly Point[] {
  const index = currentProject()?.index;
  const ids = index?.stepIdsByWorkflow.get(workflowId) ?? [];
  return [...ids].flatMap((id) => index?.steps.get(id)?.position ?? []);
}

/** Moves the canvas only when the revealed step is not in sight. */
function useRevealSelection(): void {
  const request = useUi((ui) => ui.revealRequest);
  const { flowToScreenPosition, setCenter, getZoom } = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    if (request === 0) return;
    const [first] = useUi.getState().selectedStepIds;
    const position = currentProject()?.index.steps.get(first ?? '')?.position;
    const box = store.getState().domNode?.getBoundingClientRect();
    if (position === undefined || box === undefined) return;
    const topLeft = flowToScreenPosition(position);
    const bottomRight = flowToScreenPosition({ x: position.x + nodeWidth, y: position.y + 120 });
    const isInSight =
      topLeft.x >= box.left + 8 &&
      topLeft.y >= box.top + 8 &&
      bottomRight.x <= box.right - 8 &&
      bottomRight.y <= box.bottom - 8;
    if (isInSight) return;
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    void setCenter(position.x + nodeWidth / 2, position.y + 60, {
      zoom: Math.max(getZoom(), 0.6),
      duration: isCalm ? 0 : 160,
    });
  }, [request, flowToScreenPosition, setCenter, getZoom, store]);
}
