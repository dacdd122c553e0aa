// One question with its answer while it is written. Ctrl+Enter saves, Escape leaves it as it was.
import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useId, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { KnowledgeQuestion } from '#shared/ipc/knowledge.ts';
import { limits } from '#shared/model/limits.ts';
import { Trouble } from '../app/trouble.tsx';
import { KeyCaps } from '../palette/key-caps.tsx';
import { Markdown } from '../ui/markdown.tsx';

interface QuestionFormProps {
  /** Null for a new one. */
  readonly entry: Pick<KnowledgeQuestion, 'question' | 'answer'> | null;
  /** After it is saved, another one is begun. */
  readonly hasNext?: boolean;
  readonly saveWords?: string;
  onSave(entry: Pick<KnowledgeQuestion, 'question' | 'answer'>): Promise<void>;
  onCancel(): void;
}

export function QuestionForm(props: QuestionFormProps): ReactElement {
  const { entry, hasNext = false, saveWords, onSave, onCancel } = props;
  const [question, setQuestion] = useState(entry?.question ?? '');
  const [answer, setAnswer] = useState(entry?.answer ?? '');
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const hintId = useId();
  const asked = linesOf(question);
  const canSave = asked !== '' && answer.trim() !== '' && !isSaving;
  const isNew = entry === null || entry.answer === '';
  /** A question that is known already waits for its answer. */
  const isQuestionFirst = !isNew || (entry?.question ?? '') === '';

  const save = (): void => {
    if (!canSave) return;
    setSaving(true);
    setError(null);
    onSave({ question: asked, answer: answer.trim() })
      .catch((thrown: unknown) => setError(AppError.from(thrown)))
      .finally(() => setSaving(false));
  };
  const obey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      save();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <div
      className="question-form"
      role="group"
      aria-label={isNew ? 'New question' : 'Change the question'}
      data-own-undo
      onKeyDown={obey}
    >
      <Textarea
        label="Question"
        description="As customers ask it. Other ways to ask the same: one on each line."
        placeholder={'How do I send something back?\nCan I return it?'}
        autosize
        minRows={2}
        maxRows={8}
        {...(isQuestionFirst ? { autoFocus: true, 'data-autofocus': true } : {})}
        maxLength={1000}
        value={question}
        onChange={({ currentTarget }) => setQuestion(currentTarget.value)}
      />
      <Textarea
        label="Answer"
        description="Markdown: **bold**, lists, [links](https://…)."
        autosize
        minRows={3}
        maxRows={16}
        {...(isQuestionFirst ? {} : { autoFocus: true, 'data-autofocus': true })}
        maxLength={limits.text}
        value={answer}
        onChange={({ currentTarget }) => setAnswer(currentTarget.value)}
      />
      {/[*_`#[\]|>-]/u.test(answer) && (
        <div className="question-form__look" aria-label="How the answer looks" role="group">
          <Markdown text={answer} />
        </div>
      )}
      {error !== null && <Trouble error={error} onClose={() => setError(null)} />}
      <div className="question-form__buttons">
        <span id={hintId} className="question-form__hint">
          <KeyCaps keys="Mod+Enter" /> saves{hasNext && ' and begins the next one'}
        </span>
        <Button variant="default" size="sm" onClick={onCancel}>
          {hasNext ? 'Done' : 'Cancel'}
        </Button>
        <Button size="sm" disabled={!canSave} loading={isSaving} aria-describedby={hintId} onClick={save}>
          {saveWords ?? 'Save'}
        </Button>
      </div>
    </div>
  );
}

/** Ways to ask, each on a line of its own. */
function linesOf(question: string): string {
  return question
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
