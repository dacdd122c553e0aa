// The canvas as keys and menus reach it: what it measures and where it looks. One canvas per window.
import { type ReactFlowInstance, useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import type { Box } from '../commands/arrange-commands.ts';
import type { Rect } from '../commands/furniture-commands.ts';
import type { Point } from '../commands/step-commands.ts';
import { currentProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import type { StepFlowEdge, StepFlowNode } from './flow-elements.ts';
import { heightOf, nodeWidth } from './step-size.ts';

type CanvasView = ReactFlowInstance<StepFlowNode, StepFlowEdge>;

const current: { view: CanvasView | null; pointer: Point | null } = { view: null, pointer: null };

export const canvasView = (): CanvasView | null => current.view;

/** Makes this canvas the one that keys and menus act on. */
export function useCanvasView(): void {
  const view = useReactFlow<StepFlowNode, StepFlowEdge>();
  useEffect(() => {
    current.view = view;
    return () => {
      current.view = null;
    };
  }, [view]);
}

/** Where the pointer is over the canvas, in pixels of the window; null = elsewhere. */
export function notePointer(point: Point | null): void {
  current.pointer = point;
}

/** Where something pasted goes: at the pointer when it is over the canvas, else in the middle of what is seen. */
export function pastePlace(): Point {
  const box = document.querySelector('.canvas')?.getBoundingClientRect();
  const middle =
    box === undefined ? { x: 0, y: 0 } : { x: box.left + box.width / 2 - 100, y: box.top + box.height / 3 };
  return current.view?.screenToFlowPosition(current.pointer ?? middle) ?? { x: 0, y: 0 };
}

/** Steps as they stand on the canvas; those that were not drawn yet have the size that they will have, nearly. */
export function boxesOf(stepIds: Iterable<string>): readonly Box[] {
  const index = currentProject()?.index;
  if (index === undefined) return [];
  return [...stepIds].flatMap((id) => {
    const step = index.steps.get(id);
    if (step === undefined) return [];
    const measured = current.view?.getNode(id)?.measured;
    return [
      {
        id,
        ...step.position,
        width: measured?.width ?? nodeWidth,
        height: measured?.height ?? heightOf(index, step),
      },
    ];
  });
}

/** Moves the canvas to what is not in sight, and never nearer than it is. */
export function bringIntoSight(rect: Rect): void {
  const { view } = current;
  const box = document.querySelector('.canvas')?.getBoundingClientRect();
  if (view === null || box === undefined) return;
  const start = view.flowToScreenPosition(rect);
  const end = view.flowToScreenPosition({ x: rect.x + rect.width, y: rect.y + rect.height });
  if (start.x >= box.left && start.y >= box.top && end.x <= box.right && end.y <= box.bottom) return;
  const fit = 0.8 * Math.min(box.width / rect.width, box.height / rect.height);
  void view.setCenter(rect.x + rect.width / 2, rect.y + rect.height / 2, {
    zoom: Math.min(view.getZoom(), fit),
    duration: isCalm() ? 0 : 160,
  });
}

/** All steps of the workflow that is shown. */
export function shownStepIds(): readonly string[] {
  const { workflowId } = useUi.getState();
  return [...(currentProject()?.index.stepIdsByWorkflow.get(workflowId ?? '') ?? [])];
}

export const isCalm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
