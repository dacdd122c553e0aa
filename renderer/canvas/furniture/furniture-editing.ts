// Which note or frame is being written in. Not part of the project.
import { create } from 'zustand';

interface Editing {
  readonly id: string | null;
}

const useEditingState = create<Editing>(() => ({ id: null }));

export const useIsEditing = (id: string): boolean => useEditingState((state) => state.id === id);

export function beginEditing(id: string): void {
  useEditingState.setState({ id });
}

/** `byKey`: the focus goes back to the note or frame itself. */
export function endEditing(id: string, byKey = false): void {
  if (useEditingState.getState().id === id) useEditingState.setState({ id: null });
  if (byKey) nodeElement(id)?.focus();
}

function nodeElement(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}
