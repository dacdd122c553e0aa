import type { Point } from '../commands/step-commands.ts';
import { currentProject } from '../state/project-store.ts';
import { type QuickAdd, useUi } from '../state/ui-store.ts';
import { canvasView } from './canvas-view.ts';

/** Opens the quick-add menu in the middle of the canvas, where no pointer says a better place. */
export function openQuickAdd(wish: Partial<Pick<QuickAdd, 'from' | 'edgeId'>> = {}): void {
  const box = document.querySelector('.canvas')?.getBoundingClientRect();
  if (box === undefined) return;
  const source = document.querySelector(
    `.react-flow__node[data-id="${CSS.escape(wish.from?.stepId ?? '')}"]`,
  );
  const beside = source?.getBoundingClientRect();
  useUi.setState({
    quickAdd: {
      // Beside what the new step follows, which stays in sight.
      screen:
        beside === undefined
          ? { x: box.left + box.width / 2 - 120, y: box.top + box.height / 4 }
          : { x: beside.right + 24, y: beside.top },
      position: null,
      from: null,
      ...wish,
    },
  });
}

/** At a place of the window; the new step will stand there. */
export function openQuickAddAt(screen: Point, wish: Partial<Pick<QuickAdd, 'from'>> = {}): void {
  const place = canvasView()?.screenToFlowPosition(screen);
  if (place === undefined || currentProject()?.readOnly !== null) return;
  useUi.setState({
    quickAdd: { screen, position: { x: place.x, y: place.y - 24 }, from: null, ...wish },
  });
}
