// Which screen lies over the canvas: what belongs to the project and is no step, such as its knowledge.
// Invariants: at most one is open; none outlives the project; going anywhere on the canvas closes it, since it lies over it.
import { create } from 'zustand';
import { onProjectChange } from './project-store.ts';
import { useUi } from './ui-store.ts';

export type ScreenName = 'knowledge' | 'connectors' | 'actions' | 'integrations' | 'publish';

interface ScreenState {
  readonly open: ScreenName | null;
}

export const useScreen = create<ScreenState>(() => ({ open: null }));

export const isScreenOpen = (name: ScreenName): boolean => useScreen.getState().open === name;

export const openScreen = (name: ScreenName): void => useScreen.setState({ open: name });

export const closeScreen = (): void => useScreen.setState({ open: null });

useUi.subscribe((now, before) => {
  const hasMoved =
    now.workflowId !== before.workflowId ||
    now.revealRequest !== before.revealRequest ||
    now.selectedStepIds !== before.selectedStepIds ||
    (now.quickAdd !== null && before.quickAdd === null);
  if (hasMoved) closeScreen();
});

onProjectChange((project, before) => {
  if (project?.path !== before?.path) closeScreen();
});
