// The entries of a list of questions and answers: look through, add, change, remove. Each change is one edit of the project.
import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactElement, useCallback, useMemo, useState } from 'react';
import type { KnowledgeQuestion } from '#shared/ipc/knowledge.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { Trouble } from '../app/trouble.tsx';
import { host } from '../state/host.ts';
import { notifyError } from '../state/notify.ts';
import { flushEdits } from '../state/project-store.ts';
import { Markdown } from '../ui/markdown.tsx';
import { offerUndo } from '../workflows/undo-notice.tsx';
import { FilterBox } from './filter-box.tsx';
import { firstLine } from './knowledge-words.ts';
import { counted } from '../ui/counted.ts';
import { QuestionForm } from './question-form.tsx';
import { changeQuestions } from './question-commands.ts';
import { useAsked } from './use-asked.ts';

interface QuestionEditorProps {
  readonly source: KnowledgeSource;
  readonly isReadOnly: boolean;
}

const pageSize = 100;

export function QuestionEditor({ source, isReadOnly }: QuestionEditorProps): ReactElement {
  const { id, contentHash } = source;
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(pageSize);
  /** The id of the entry that is being changed; `new` for one that is being added. */
  const [edited, setEdited] = useState<string | null>(null);
  /** Counts up for each new entry in a row, so that each begins empty. */
  const [added, setAdded] = useState(0);
  const ask = useCallback(async (): Promise<readonly KnowledgeQuestion[]> => {
    await flushEdits();
    const { questions } = await host.invoke('knowledge.questions', { sourceId: id });
    return questions;
  }, [id]);
  const { value: questions, error } = useAsked(ask, contentHash);
  const words = wanted.trim().toLowerCase();
  const found = useMemo(
    () =>
      (questions ?? []).filter(({ question, answer }) =>
        `${question} ${answer}`.toLowerCase().includes(words),
      ),
    [questions, words],
  );
  if (error !== null) return <Trouble error={error} />;
  if (questions === null) return <Loader size="sm" aria-label="Reading the questions" />;

  const remove = (entry: KnowledgeQuestion): void => {
    changeQuestions(source.id, { put: [], remove: [entry.id], label: 'Remove question' }).then(
      (label) => offerUndo(`“${firstLine(entry.question)}” is removed.`, label),
      notifyError('Could not remove the question'),
    );
  };
  return (
    <div className="questions">
      <div className="list-tools">
        <FilterBox label="Find a question" value={wanted} onChange={setWanted} />
        <span className="list-tools__total" role="status">
          {counted(found.length, 'question')}
        </span>
        {!isReadOnly && (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => setEdited('new')}
          >
            Add a question
          </Button>
        )}
      </div>
      {edited === 'new' && (
        <QuestionForm
          key={added}
          entry={null}
          hasNext
          onCancel={() => setEdited(null)}
          onSave={async (put) => {
            await changeQuestions(source.id, {
              put: [{ id: null, ...put }],
              remove: [],
              label: 'Add question',
            });
            setAdded(added + 1);
          }}
        />
      )}
      <ul className="plain-list question-list" aria-label="Questions">
        {found.slice(0, shown).map((entry) =>
          entry.id === edited ? (
            <li key={entry.id}>
              <QuestionForm
                entry={entry}
                onCancel={() => setEdited(null)}
                onSave={async (put) => {
                  await changeQuestions(source.id, {
                    put: [{ id: entry.id, ...put }],
                    remove: [],
                    label: 'Change question',
                  });
                  setEdited(null);
                }}
              />
            </li>
          ) : (
            <Entry
              key={entry.id}
              entry={entry}
              isReadOnly={isReadOnly}
              onEdit={() => setEdited(entry.id)}
              onRemove={() => remove(entry)}
            />
          ),
        )}
      </ul>
      {found.length === 0 && edited !== 'new' && (
        <p className="list-none">
          {questions.length === 0 ? 'There is no question yet.' : 'No question has these words.'}
        </p>
      )}
      {found.length > shown && (
        <button type="button" className="knowledge__more" onClick={() => setShown(shown + pageSize)}>
          Show {Math.min(pageSize, found.length - shown)} more of {found.length - shown}
        </button>
      )}
    </div>
  );
}

interface EntryProps {
  readonly entry: KnowledgeQuestion;
  readonly isReadOnly: boolean;
  onEdit(): void;
  onRemove(): void;
}

function Entry({ entry, isReadOnly, onEdit, onRemove }: EntryProps): ReactElement {
  const [first = '', ...others] = entry.question.split('\n');
  return (
    <li className="question">
      <div className="question__words" {...(isReadOnly ? {} : { onDoubleClick: onEdit })}>
        <h4>{first}</h4>
        {others.length > 0 && <p className="question__variants">also: {others.join(' · ')}</p>}
        <div className="question__answer">
          <Markdown text={entry.answer} />
        </div>
      </div>
      {!isReadOnly && (
        <div className="question__tools">
          <Tooltip label="Change">
            <ActionIcon size={26} aria-label={`Change question: ${first}`} onClick={onEdit}>
              <IconPencil size={15} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Remove">
            <ActionIcon size={26} aria-label={`Remove question: ${first}`} onClick={onRemove}>
              <IconTrash size={15} />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </li>
  );
}
