import { create } from 'zustand';

export const useIsMapOpen = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export const openWorkflowMap = (): void => useIsMapOpen.setState({ isOpen: true });
export const closeWorkflowMap = (): void => useIsMapOpen.setState({ isOpen: false });
