// Which context menu is open on the canvas, and where.
import { create } from 'zustand';
import type { Point } from '../commands/step-commands.ts';
import { select, useUi } from '../state/ui-store.ts';

export interface OpenMenu {
  readonly about: 'canvas' | 'steps' | 'furniture' | 'connection';
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

/** By key: of what has the focus or is selected, else of the canvas. */
export function openCanvasMenuHere(): void {
  const { selectedStepIds, selectedEdgeIds, selectedFurnitureIds } = useUi.getState();
  const [selected] = [...selectedStepIds, ...selectedFurnitureIds, ...selectedEdgeIds];
  const chosen = selected === undefined ? null : `[data-id="${CSS.escape(selected)}"]`;
  const element =
    document.activeElement?.closest('.react-flow__node, .react-flow__edge') ??
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
  const { selectedEdgeIds } = useUi.getState();
  if (id === null || id.startsWith('link ')) return 'canvas';
  if (element.matches('.react-flow__edge')) {
    if (!selectedEdgeIds.has(id)) select([], [id]);
    return 'connection';
  }
  return chooseNode(id, element.matches('.react-flow__node-step'));
}

/** Selects a step, note or frame unless it is selected already; says what the menu of the selection is about. */
export function chooseNode(id: string, isStep: boolean): OpenMenu['about'] {
  const { selectedStepIds, selectedFurnitureIds } = useUi.getState();
  if (!selectedStepIds.has(id) && !selectedFurnitureIds.has(id)) {
    if (isStep) select([id]);
    else select([], [], [id]);
  }
  return aboutSelection();
}

export function aboutSelection(): OpenMenu['about'] {
  return useUi.getState().selectedStepIds.size > 0 ? 'steps' : 'furniture';
}
