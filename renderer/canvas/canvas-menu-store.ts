// Which context menu is open on the canvas, and where.
import { create } from 'zustand';
import type { Point } from '../commands/step-commands.ts';
import { select, useUi } from '../state/ui-store.ts';

export interface OpenMenu {
  readonly about: 'canvas' | 'steps' | 'connection';
  /** In pixels of the window. */
  readonly at: Point;
}

export const useCanvasMenu = create<{ readonly open: OpenMenu | null }>(() => ({ open: null }));

export const closeCanvasMenu = (): void => useCanvasMenu.setState({ open: null });

/** Opens a menu at an event of mouse or keyboard, instead of the browser's. */
export function openCanvasMenu(event: MouseEvent | React.MouseEvent, about: OpenMenu['about']): void {
  event.preventDefault();
  useCanvasMenu.setState({ open: { about, at: { x: event.clientX, y: event.clientY } } });
}

/** By key: of the focused or selected step or connection, else of the canvas. */
export function openCanvasMenuHere(): void {
  const { selectedStepIds, selectedEdgeIds } = useUi.getState();
  const [selected] = selectedStepIds.size > 0 ? selectedStepIds : selectedEdgeIds;
  const chosen = selected === undefined ? null : `[data-id="${CSS.escape(selected)}"]`;
  const element =
    document.activeElement?.closest('.react-flow__node-step, .react-flow__edge') ??
    (chosen === null ? null : document.querySelector(`.react-flow ${chosen}`)) ??
    document.querySelector('.canvas');
  if (element === null) return;
  const { left, top, width, height } = element.getBoundingClientRect();
  useCanvasMenu.setState({
    open: { about: aboutOf(element), at: { x: left + width / 2, y: top + Math.min(height / 2, 200) } },
  });
}

/** Selects what the menu is about, unless it is selected already. */
function aboutOf(element: Element): OpenMenu['about'] {
  const id = element.getAttribute('data-id');
  const { selectedStepIds, selectedEdgeIds } = useUi.getState();
  if (id === null || id.startsWith('link ')) return 'canvas';
  if (element.matches('.react-flow__edge')) {
    if (!selectedEdgeIds.has(id)) select([], [id]);
    return 'connection';
  }
  if (!selectedStepIds.has(id)) select([id]);
  return 'steps';
}
