// Which part of the workflow is seen: everything at first, the place one left when coming back, and what is revealed.
import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { currentProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { nodeWidth } from './free-place.ts';

export function useViewport(workflowId: string, hasNodes: boolean): void {
  useRememberedViewport(workflowId, hasNodes);
  useRevealSelection();
}

function useRememberedViewport(workflowId: string, hasNodes: boolean): void {
  const { fitView, getViewport, setViewport } = useReactFlow();
  const remembered = useRef(new Map<string, Viewport>());
  useEffect(() => {
    if (!hasNodes) return undefined;
    const viewports = remembered.current;
    const known = viewports.get(workflowId);
    if (known === undefined) void fitView({ padding: 0.18, maxZoom: 1 });
    else void setViewport(known);
    return () => {
      viewports.set(workflowId, getViewport());
    };
  }, [workflowId, hasNodes, fitView, getViewport, setViewport]);
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
