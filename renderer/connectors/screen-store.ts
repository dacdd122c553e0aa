// Which of the connectors its screen shows; none: all of them.
// Invariant: nothing here outlives the project.
import { create } from 'zustand';
import { onProjectChange } from '../state/project-store.ts';
import { openScreen } from '../state/screen-store.ts';

interface ScreenState {
  readonly connectorId: string | null;
}

const all: ScreenState = { connectorId: null };

export const useConnectorsScreen = create<ScreenState>(() => all);

export function openConnectors(
  connectorId: string | null = useConnectorsScreen.getState().connectorId,
): void {
  useConnectorsScreen.setState({ connectorId });
  openScreen('connectors');
}

onProjectChange((project, before) => {
  if (project?.path !== before?.path) useConnectorsScreen.setState(all);
});
