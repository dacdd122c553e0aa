// What shows while steps are dragged: guides, and the connection that a step would be put into.
import { create } from 'zustand';
import type { Guide } from './snap.ts';

interface DragState {
  readonly guides: readonly Guide[];
  readonly dropEdgeId: string | null;
}

const none: readonly Guide[] = [];

export const useDrag = create<DragState>(() => ({ guides: none, dropEdgeId: null }));

export function showGuides(guides: readonly Guide[]): void {
  if (guides.length > 0 || useDrag.getState().guides.length > 0) {
    useDrag.setState({ guides: guides.length === 0 ? none : guides });
  }
}

export function showDropEdge(edgeId: string | null): void {
  if (useDrag.getState().dropEdgeId !== edgeId) useDrag.setState({ dropEdgeId: edgeId });
}

export function endDrag(): void {
  showGuides(none);
  showDropEdge(null);
}

/** The connection under a point of the window, also below steps. Links of settings are none. */
export function edgeAt(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const edge = element.closest('.react-flow__edge');
    const id = edge?.getAttribute('data-id');
    if (id != null && !id.startsWith('link ')) return id;
  }
  return null;
}
