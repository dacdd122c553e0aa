// Dialogs that put something into the knowledge (an address, a text, an answer), and how it is searched.
import type { ReactElement } from 'react';
import { AddressDialog } from './address-dialog.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { useKnowledgeDialog } from './dialog-store.ts';
import { MeaningDialog } from './meaning-dialog.tsx';
import { TextDialog } from './text-dialog.tsx';

export function KnowledgeDialogs(): ReactElement | null {
  const dialog = useKnowledgeDialog((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'web-page':
    case 'website':
      return <AddressDialog key={dialog.kind} kind={dialog.kind} />;
    case 'text':
      return <TextDialog />;
    case 'meaning':
      return <MeaningDialog />;
    case 'answer':
      return <AnswerDialog key={dialog.question} question={dialog.question} listId={dialog.sourceId} />;
  }
}
