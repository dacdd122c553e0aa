// What of the outline is open, and which row the keys are on.
import { create } from 'zustand';
import type { OutlineRow } from './outline-rows.ts';

interface OutlineState {
  readonly isShown: boolean;
  readonly open: ReadonlySet<string>;
  readonly activeKey: string | null;
  /** The row that the keys are on, as it is drawn. */
  readonly reached: OutlineRow | null;
  /** The row whose name is being written. */
  readonly renaming: string | null;
}

export const useOutline = create<OutlineState>(() => ({
  isShown: false,
  open: new Set(),
  activeKey: null,
  reached: null,
  renaming: null,
}));

export function setOpen(key: string, isOpen: boolean): void {
  const { open } = useOutline.getState();
  if (open.has(key) === isOpen) return;
  const next = new Set(open);
  if (isOpen) next.add(key);
  else next.delete(key);
  useOutline.setState({ open: next });
}
