// What the palette shows: everything, the project's own words, or a list that the author picks from.
// Invariant: whoever had the focus has it again before what was picked runs, so that it can move the focus on.
import { create } from 'zustand';

export interface PickItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly section?: string;
  run(): void;
}

export type PaletteMode =
  | { readonly kind: 'all' }
  | { readonly kind: 'find' }
  | { readonly kind: 'pick'; readonly label: string; readonly items: readonly PickItem[] };

interface PaletteState {
  readonly mode: PaletteMode | null;
  readonly isSheetOpen: boolean;
}

export const usePalette = create<PaletteState>(() => ({ mode: null, isSheetOpen: false }));

const opener: { element: Element | null } = { element: null };

export function openPalette(mode: PaletteMode): void {
  if (usePalette.getState().mode === null) opener.element = document.activeElement;
  usePalette.setState({ mode });
}

export function closePalette(): void {
  usePalette.setState({ mode: null });
  if (opener.element instanceof HTMLElement) opener.element.focus();
}

/** Lets the author choose one of a list by typing. */
export function pickOne(label: string, items: readonly PickItem[]): void {
  openPalette({ kind: 'pick', label, items });
}
