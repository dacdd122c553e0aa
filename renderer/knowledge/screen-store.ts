// Whether the knowledge screen is shown, and what of it.
// Invariants: nothing here outlives the project; going anywhere on the canvas closes the screen, since it lies over it.
import { create } from 'zustand';
import { useHistory } from '../history/history-store.ts';
import { onProjectChange } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';

export type KnowledgePlace =
  | { readonly kind: 'sources' }
  | { readonly kind: 'search' }
  | { readonly kind: 'source'; readonly sourceId: string }
  | { readonly kind: 'passage'; readonly passageId: string };

interface ScreenState {
  readonly isOpen: boolean;
  readonly place: KnowledgePlace;
  /** Where *Back* leads to. */
  readonly from: 'sources' | 'search';
}

const closed: ScreenState = { isOpen: false, place: { kind: 'sources' }, from: 'sources' };

export const useKnowledgeScreen = create<ScreenState>(() => closed);

export function openKnowledge(place: KnowledgePlace = useKnowledgeScreen.getState().place): void {
  const isList = place.kind === 'sources' || place.kind === 'search';
  useKnowledgeScreen.setState({ isOpen: true, place, ...(isList ? { from: place.kind } : {}) });
}

export const closeKnowledge = (): void => useKnowledgeScreen.setState({ isOpen: false });

/** One level up; from the top, off the screen. */
export function leavePlace(): void {
  const { place, from } = useKnowledgeScreen.getState();
  if (place.kind === 'sources' || place.kind === 'search') closeKnowledge();
  else openKnowledge({ kind: from });
}

useUi.subscribe((now, before) => {
  const hasMoved =
    now.workflowId !== before.workflowId ||
    now.revealRequest !== before.revealRequest ||
    now.selectedStepIds !== before.selectedStepIds ||
    (now.quickAdd !== null && before.quickAdd === null);
  if (hasMoved) closeKnowledge();
});

useHistory.subscribe((now, before) => {
  if (now.compared !== null && before.compared === null) closeKnowledge();
});

onProjectChange((project, before) => {
  if (project?.path !== before?.path) useKnowledgeScreen.setState(closed);
});
