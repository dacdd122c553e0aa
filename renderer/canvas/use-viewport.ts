// Which part of the workflow is seen: everything at first, the place one left when coming back, and what is revealed.
import { type Transform, useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import type { Point } from '../commands/step-commands.ts';
import { currentProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { firstViewport, type Size } from './first-viewport.ts';
import { nodeWidth } from './step-size.ts';

export function useViewport(workflowId: string, hasNodes: boolean): void {
  useKeptCentre();
  useRememberedViewport(workflowId, hasNodes);
  useRevealSelection();
}

/** What is in the middle stays there when the window or a panel beside the canvas changes its size. */
function useKeptCentre(): void {
  const { setViewport } = useReactFlow();
  const store = useStoreApi();
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (isSameSize(now, before) || now.width === 0 || before.width === 0) return;
        void setViewport(centred(toViewport(now.transform), before, now));
      }),
    [store, setViewport],
  );
}

const isSameSize = (one: Size, other: Size): boolean =>
  one.width === other.width && one.height === other.height;

const toViewport = ([x, y, zoom]: Transform): Viewport => ({ x, y, zoom });

/** The viewport that has the same place in the middle of another size. */
function centred({ x, y, zoom }: Viewport, from: Size, to: Size): Viewport {
  return { x: x + (to.width - from.width) / 2, y: y + (to.height - from.height) / 2, zoom };
}

function useRememberedViewport(workflowId: string, hasNodes: boolean): void {
  const { setViewport } = useReactFlow();
  const store = useStoreApi();
  const isMeasured = useStore((state) => state.width > 0);
  const remembered = useRef(new Map<string, { readonly viewport: Viewport; readonly size: Size }>());
  useEffect(() => {
    if (!hasNodes || !isMeasured) return undefined;
    const viewports = remembered.current;
    const positions = stepPositions(workflowId);
    const known = viewports.get(workflowId);
    if (known !== undefined) void setViewport(centred(known.viewport, known.size, store.getState()));
    else if (positions.length > 0) void setViewport(firstViewport(positions, store.getState()));
    return () => {
      const { transform, width, height } = store.getState();
      viewports.set(workflowId, { viewport: toViewport(transform), size: { width, height } });
    };
  }, [workflowId, hasNodes, isMeasured, setViewport, store]);
}

function stepPositions(workflowId: string): readonly Point[] {
  const index = currentProject()?.index;
  const ids = index?.stepIdsByWorkflow.get(workflowId) ?? [];
  return [...ids].flatMap((id) => index?.steps.get(id)?.position ?? []);
}

/** Moves the canvas only when the revealed step is not in sight, and then by no more than it takes when that is little. */
function useRevealSelection(): void {
  const request = useUi((ui) => ui.revealRequest);
  const startedAt = useRef(-Infinity);
  const shrinks = useShrinks(startedAt);
  const { flowToScreenPosition, setCenter, getViewport, setViewport } = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    if (request + shrinks === 0) return;
    const [first] = useUi.getState().selectedStepIds;
    const position = currentProject()?.index.steps.get(first ?? '')?.position;
    const box = store.getState().domNode?.getBoundingClientRect();
    if (position === undefined || box === undefined) return;
    const topLeft = flowToScreenPosition(position);
    const bottomRight = flowToScreenPosition({ x: position.x + nodeWidth, y: position.y + nodeHeight });
    const by = {
      x: shiftIntoSight(topLeft.x, bottomRight.x, box.left, box.right),
      y: shiftIntoSight(topLeft.y, bottomRight.y, box.top, box.bottom - toolsHeight),
    };
    if (by.x === 0 && by.y === 0) return;
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const duration = isCalm ? 0 : revealTime;
    startedAt.current = performance.now();
    const { x, y, zoom } = getViewport();
    const isNear = Math.abs(by.x) < box.width / 2 && Math.abs(by.y) < box.height / 2 && zoom >= 0.6;
    if (isNear) void setViewport({ x: x + by.x, y: y + by.y, zoom }, { duration });
    else {
      const middle = { x: position.x + nodeWidth / 2, y: position.y + 60 };
      void setCenter(middle.x, middle.y, { zoom: Math.max(zoom, 0.6), duration });
    }
  }, [request, shrinks, flowToScreenPosition, setCenter, getViewport, setViewport, store]);
}

/** Counts how often the canvas became so small that the selected step, which was seen or about to be, might not be any more. */
function useShrinks(revealedAt: { readonly current: number }): number {
  const store = useStoreApi();
  const [shrinks, setShrinks] = useState(0);
  useEffect(
    () =>
      store.subscribe(({ width, height }, before) => {
        if (width === 0 || (width >= before.width && height >= before.height)) return;
        const [only, ...others] = useUi.getState().selectedStepIds;
        const position = currentProject()?.index.steps.get(only ?? '')?.position;
        if (position === undefined || others.length > 0) return;
        const [x, y, zoom] = before.transform;
        const left = position.x * zoom + x;
        const top = position.y * zoom + y;
        const wasSeen = left >= 0 && left < before.width && top >= 0 && top < before.height;
        // Another size ends the motion that would have brought it into sight.
        const wasOnItsWay = performance.now() - revealedAt.current < 2 * revealTime;
        if (wasSeen || wasOnItsWay) setShrinks((count) => count + 1);
      }),
    [store, revealedAt],
  );
  return shrinks;
}

const revealTime = 160;

/** The tools lie over the lower end of the canvas. */
const toolsHeight = 64;

/** Of a usual step, in the canvas’ units. */
const nodeHeight = 160;

const edge = { least: 8, kept: 40 };

/** How far what reaches from `start` to `end` must move to lie between `from` and `to`, in pixels. */
function shiftIntoSight(start: number, end: number, from: number, to: number): number {
  if (start < from + edge.least) return from + edge.kept - start;
  if (end > to - edge.least) return to - edge.kept - end;
  return 0;
}
