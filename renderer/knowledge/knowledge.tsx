// The knowledge over the canvas, its dialogs, and files dropped anywhere on the open project.
import { type ReactElement, Suspense, useCallback } from 'react';
import { useActions } from '../commands/actions/action.ts';
import { latePart } from '../state/late-part.ts';
import { useProject } from '../state/project-store.ts';
import { addFiles } from './adding.ts';
import { useKnowledgeDialog } from './dialog-store.ts';
import { DropNotice } from './drop-notice.tsx';
import { gatherDropped } from './gathered-files.ts';
import { knowledgeActions } from './knowledge-actions.ts';
import './knowledge.css';
import './passages.css';
import { useKnowledgeScreen } from './screen-store.ts';
import { useDrops } from '../ui/use-drops.ts';

const Screen = latePart(async () => (await import('./knowledge-screen.tsx')).KnowledgeScreen);
const Dialogs = latePart(async () => (await import('./knowledge-dialogs.tsx')).KnowledgeDialogs);

export function Knowledge(): ReactElement {
  const isOpen = useKnowledgeScreen((screen) => screen.isOpen);
  const hasDialog = useKnowledgeDialog(({ dialog }) => dialog !== null);
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  useActions('knowledge', knowledgeActions);
  const isOver = useDrops(
    !isReadOnly,
    useCallback((dropped) => addFiles(gatherDropped(dropped)), []),
  );
  return (
    <Suspense fallback={isOpen ? <div className="knowledge" aria-busy="true" /> : null}>
      {isOpen && <Screen />}
      {hasDialog && <Dialogs />}
      {isOver && <DropNotice />}
    </Suspense>
  );
}
