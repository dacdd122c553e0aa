import { Modal, Select } from '@mantine/core';
import { type ReactElement, useMemo, useState } from 'react';
import { notifyDone } from '../state/notify.ts';
import { useIndex } from '../state/project-store.ts';
import { closeKnowledgeDialog } from './dialog-store.ts';
import { firstLine } from './knowledge-words.ts';
import { putAnswers } from './question-commands.ts';
import { QuestionForm } from './question-form.tsx';

interface AnswerDialogProps {
  /** What is asked, when that is known. */
  readonly question: string;
  readonly listId: string | null;
}

const newList = 'new';
const newListName = 'Questions and answers';

/** A question and its answer, into a list that is there or a new one. */
export function AnswerDialog({ question, listId }: AnswerDialogProps): ReactElement {
  const sources = useIndex((index) => index.knowledgeSources);
  const lists = useMemo(() => [...sources.values()].filter(({ kind }) => kind === 'questions'), [sources]);
  const choices: { readonly value: string; readonly label: string }[] = [
    ...lists.map(({ id, name }) => ({ value: id, label: name })),
    { value: newList, label: 'A new list' },
  ];
  const [chosen, setChosen] = useState<string>(listId ?? lists.at(-1)?.id ?? newList);
  return (
    <Modal
      opened
      size="lg"
      onClose={closeKnowledgeDialog}
      title="Add an answer"
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="stack">
        {lists.length > 0 && (
          <Select
            label="List"
            data={choices}
            value={chosen}
            onChange={(next) => setChosen(next ?? newList)}
          />
        )}
        <QuestionForm
          entry={{ question: question.slice(0, 1000), answer: '' }}
          saveWords="Add the answer"
          onCancel={closeKnowledgeDialog}
          onSave={async (put) => {
            const isNew = chosen === newList;
            await putAnswers({
              sourceId: isNew ? null : chosen,
              ...(isNew ? { name: newListName } : {}),
              put: [{ id: null, ...put }],
              remove: [],
              label: 'Add answer',
            });
            closeKnowledgeDialog();
            notifyDone(`“${firstLine(put.question)}” has an answer now.`);
          }}
        />
      </div>
    </Modal>
  );
}
