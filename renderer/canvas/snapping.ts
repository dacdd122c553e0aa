// Snapping of the drag that is under way. Owns the lines collected when it began.
import type { NodeChange } from '@xyflow/react';
import type { Point } from '../commands/step-commands.ts';
import { boxesOf, canvasView, shownStepIds } from './canvas-view.ts';
import { showGuides } from './drag-store.ts';
import type { StepFlowNode } from './flow-elements.ts';
import { nodeWidth } from './step-size.ts';
import { type Rect, snap, type SnapLines, snapLines } from './snap.ts';

/** In pixels of the window. */
const reach = 6;

const drag: { lines: SnapLines | null; isFree: boolean } = { lines: null, isFree: false };

/** Alt held down: nothing snaps. */
export function noteAlt(isDown: boolean): void {
  drag.isFree = isDown;
}

/** The changes, led to where the dragged steps snap. */
export function snapped(changes: NodeChange<StepFlowNode>[]): NodeChange<StepFlowNode>[] {
  const moves = changes.filter((change) => change.type === 'position');
  const rects = moves.flatMap((change) => rectOf(change.id, change.position));
  // Arrow keys move without dragging; they place exactly.
  const isDragging = moves.some(({ dragging }) => dragging === true);
  if (rects.length === 0 || (!isDragging && drag.lines === null)) return changes;
  drag.lines ??= linesAround(new Set(moves.map(({ id }) => id)));
  const zoom = canvasView()?.getZoom() ?? 1;
  const { by, guides } = drag.isFree
    ? { by: { x: 0, y: 0 }, guides: [] }
    : snap(around(rects), drag.lines, reach / zoom);
  showGuides(isDragging ? guides : []);
  if (!isDragging) drag.lines = null;
  return changes.map((change) =>
    change.type === 'position' && change.position !== undefined
      ? { ...change, position: { x: change.position.x + by.x, y: change.position.y + by.y } }
      : change,
  );
}

/** Lines of the other steps that are seen. */
function linesAround(dragged: ReadonlySet<string>): SnapLines {
  const view = canvasView();
  const box = document.querySelector('.canvas')?.getBoundingClientRect();
  if (view === null || box === undefined) return snapLines([]);
  const topLeft = view.screenToFlowPosition({ x: box.left, y: box.top });
  const bottomRight = view.screenToFlowPosition({ x: box.right, y: box.bottom });
  return snapLines(
    boxesOf(shownStepIds()).filter(
      ({ id, x, y, width, height }) =>
        !dragged.has(id) &&
        x < bottomRight.x &&
        y < bottomRight.y &&
        x + width > topLeft.x &&
        y + height > topLeft.y,
    ),
  );
}

function rectOf(id: string, position: Point | undefined): readonly Rect[] {
  if (position === undefined) return [];
  const measured = canvasView()?.getNode(id)?.measured;
  return [{ ...position, width: measured?.width ?? nodeWidth, height: measured?.height ?? 100 }];
}

function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return {
    x,
    y,
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y,
  };
}
