// What the knowledge screen shows.
// Invariant: nothing here outlives the project.
import { create } from 'zustand';
import { onProjectChange } from '../state/project-store.ts';
import { closeScreen, openScreen } from '../state/screen-store.ts';

export type KnowledgePlace =
  | { readonly kind: 'sources' }
  | { readonly kind: 'search' }
  | { readonly kind: 'source'; readonly sourceId: string }
  | { readonly kind: 'passage'; readonly passageId: string };

interface ScreenState {
  readonly place: KnowledgePlace;
  /** Where *Back* leads to. */
  readonly from: 'sources' | 'search';
}

const first: ScreenState = { place: { kind: 'sources' }, from: 'sources' };

export const useKnowledgeScreen = create<ScreenState>(() => first);

export function openKnowledge(place: KnowledgePlace = useKnowledgeScreen.getState().place): void {
  const isList = place.kind === 'sources' || place.kind === 'search';
  useKnowledgeScreen.setState({ place, ...(isList ? { from: place.kind } : {}) });
  openScreen('knowledge');
}

/** One level up; from the top, off the screen. */
export function leavePlace(): void {
  const { place, from } = useKnowledgeScreen.getState();
  if (place.kind === 'sources' || place.kind === 'search') closeScreen();
  else openKnowledge({ kind: from });
}

onProjectChange((project, before) => {
  if (project?.path !== before?.path) useKnowledgeScreen.setState(first);
});
