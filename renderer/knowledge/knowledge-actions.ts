import type { Action } from '../commands/actions/action.ts';
import { usePreview } from '../preview/preview-store.ts';
import { focusPart } from '../state/focus-part.ts';
import { closeScreen, isScreenOpen } from '../state/screen-store.ts';
import { waysToAdd } from './adding.ts';
import { currentProject } from '../state/project-store.ts';
import { addAnswer, openKnowledgeDialog } from './dialog-store.ts';
import { openKnowledge, useKnowledgeScreen } from './screen-store.ts';

export const knowledgeAction: Action = {
  id: 'knowledge.toggle',
  title: 'Knowledge',
  group: 'Project',
  keys: ['Alt+6'],
  where: 'everywhere',
  words: 'show hide sources documents files faq answers passages',
  run() {
    if (isScreenOpen('knowledge')) closeScreen();
    else openKnowledge({ kind: useKnowledgeScreen.getState().from });
  },
};

const lastQuestion = (): string | null =>
  usePreview.getState().session?.transcript.findLast(({ role }) => role === 'user')?.content ?? null;

export const knowledgeActions: readonly Action[] = [
  knowledgeAction,
  {
    id: 'knowledge.search',
    title: 'Try a search in the knowledge',
    group: 'Project',
    words: 'find passages test query',
    run() {
      openKnowledge({ kind: 'search' });
      focusPart('.try-search');
    },
  },
  {
    id: 'knowledge.meaning',
    title: 'Search the knowledge by meaning…',
    group: 'Project',
    words: 'embedding model semantic vector hybrid',
    isPossible: () => currentProject()?.readOnly === null,
    run() {
      openKnowledge({ kind: 'search' });
      openKnowledgeDialog({ kind: 'meaning' });
    },
  },
  {
    id: 'knowledge.answer-last',
    title: 'Add an answer to the last question of the preview',
    group: 'Preview',
    words: 'knowledge unanswered customer teach',
    isPossible: () => lastQuestion() !== null && waysToAdd.answer.isPossible?.() === true,
    run: () => addAnswer(lastQuestion() ?? ''),
  },
  ...Object.values(waysToAdd),
];
