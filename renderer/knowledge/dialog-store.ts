// Which dialog of the knowledge is open: an address to read, a text, a question to answer, or the model that compares meaning.
import { create } from 'zustand';
import { onProjectChange } from '../state/project-store.ts';

export type KnowledgeDialog =
  | { readonly kind: 'web-page' | 'website' | 'text' | 'meaning' }
  /** `sourceId`: the list it goes into, when that is known. */
  | { readonly kind: 'answer'; readonly question: string; readonly sourceId: string | null };

export const useKnowledgeDialog = create<{ readonly dialog: KnowledgeDialog | null }>(() => ({
  dialog: null,
}));

export const openKnowledgeDialog = (dialog: KnowledgeDialog): void => useKnowledgeDialog.setState({ dialog });
export const closeKnowledgeDialog = (): void => useKnowledgeDialog.setState({ dialog: null });

/** A question that nothing answered yet; empty for any. */
export const addAnswer = (question: string): void =>
  openKnowledgeDialog({ kind: 'answer', question, sourceId: null });

onProjectChange((project, before) => {
  if (project?.path !== before?.path) closeKnowledgeDialog();
});
