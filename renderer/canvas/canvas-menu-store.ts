// Which context menu is open on the canvas, and where.
import { create } from 'zustand';
import type { Point } from '../commands/step-commands.ts';

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
