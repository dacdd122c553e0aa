// The knowledge over the canvas, its dialogs, and files dropped anywhere on the open project.
import { type ReactElement, Suspense, useCallback } from 'react';
import { useActions } from '../commands/actions/action.ts';
import { latePart } from '../state/late-part.ts';
import { useProject } from '../state/project-store.ts';
import { useScreen } from '../state/screen-store.ts';
import { addFiles } from './adding.ts';
import { useKnowledgeDialog } from './dialog-store.ts';
import { DropNotice } from './drop-notice.tsx';
import { gatherDropped } from './gathered-files.ts';
import { knowledgeActions } from './knowledge-actions.ts';
import './knowledge.css';
import './imports.css';
import './empty-knowledge.css';
import './passages.css';
import './found.css';
import './in-preview.css';
import { useDrops } from '../ui/use-drops.ts';

const Screen = latePart(async () => (await import('./knowledge-screen.tsx')).KnowledgeScreen);
const Dialogs = latePart(async () => (await import('./knowledge-dialogs.tsx')).KnowledgeDialogs);

export function Knowledge(): ReactElement {
  const isOpen = useScreen(({ open }) => open === 'knowledge');
  const hasDialog = useKnowledgeDialog(({ dialog }) => dialog !== null);
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  useActions('knowledge', knowledgeActions);
  const isOver = useDrops(
    !isReadOnly,
    useCallback((dropped) => addFiles(gatherDropped(dropped)), []),
  );
  return (
    <Suspense>
      {isOpen && <Screen />}
      {hasDialog && <Dialogs />}
      {isOver && <DropNotice />}
    </Suspense>
  );
}
