// Which workflow's name is being written in the sidebar.
import { create } from 'zustand';
import { useUi } from '../state/ui-store.ts';

const useRenaming = create<{ readonly id: string | null }>(() => ({ id: null }));

export const useIsRenaming = (id: string): boolean => useRenaming((state) => state.id === id);

export function beginRenaming(id: string | null): void {
  useUi.setState({ isSidebarOpen: true });
  useRenaming.setState({ id });
}

export const endRenaming = (): void => useRenaming.setState({ id: null });
