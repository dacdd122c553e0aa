// Whether the connectors are shown, and which of them.
// Invariants: nothing here outlives the project; going anywhere on the canvas closes the screen, since it lies over it.
import { create } from 'zustand';
import { onProjectChange } from '../state/project-store.ts';
import { closeKnowledge, useKnowledgeScreen } from '../knowledge/screen-store.ts';
import { useUi } from '../state/ui-store.ts';

interface ScreenState {
  readonly isOpen: boolean;
  readonly connectorId: string | null;
}

const closed: ScreenState = { isOpen: false, connectorId: null };

export const useConnectorsScreen = create<ScreenState>(() => closed);

export function openConnectors(
  connectorId: string | null = useConnectorsScreen.getState().connectorId,
): void {
  closeKnowledge();
  useConnectorsScreen.setState({ isOpen: true, connectorId });
}

export const closeConnectors = (): void => useConnectorsScreen.setState({ isOpen: false });

useUi.subscribe((now, before) => {
  const hasMoved =
    now.workflowId !== before.workflowId ||
    now.revealRequest !== before.revealRequest ||
    now.selectedStepIds !== before.selectedStepIds ||
    (now.quickAdd !== null && before.quickAdd === null);
  if (hasMoved) closeConnectors();
});

useKnowledgeScreen.subscribe(({ isOpen }) => {
  if (isOpen) closeConnectors();
});

onProjectChange((project, before) => {
  if (project?.path !== before?.path) useConnectorsScreen.setState(closed);
});
