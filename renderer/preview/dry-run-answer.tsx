// What a dry run answered in place of the server, and what it answers from now on.
import { Button, NumberInput, Textarea, UnstyledButton } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { RequestDetails } from '#shared/ipc/dry-run.ts';
import { pretendedAnswerSchema } from '#shared/model/pretended-answer.ts';
import { host } from '../state/host.ts';
import { notifyDone, notifyError } from '../state/notify.ts';

type Pretended = NonNullable<RequestDetails['pretended']>;

const sources: Readonly<Record<Pretended['source'], string>> = {
  author: 'You wrote this answer.',
  server: 'The server gave this answer when it was last asked live.',
  none: 'Nobody knows yet what the server would say, so this is a usual answer.',
};

export function DryRunAnswer({ pretended }: { readonly pretended: Pretended }): ReactElement {
  const { subject, answer } = pretended;
  const [source, setSource] = useState(pretended.source);
  const [kept, setKept] = useState(answer);
  const [status, setStatus] = useState<number | string>(answer.status ?? '');
  const [text, setText] = useState(answer.text);
  const written = pretendedAnswerSchema.safeParse({ status: status === '' ? null : status, text });
  const isStatusWrong = answer.status !== null && (!written.success || written.data.status === null);
  const isChanged = text !== kept.text || status !== (kept.status ?? '');

  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!written.success || isStatusWrong) return;
    host.invoke('preview.saveAnswer', { subject, answer: written.data }).then(() => {
      setKept(written.data);
      setSource('author');
      notifyDone('The next dry run gets this answer.');
    }, notifyError('The answer was not kept'));
  };
  const forget = (): void => {
    host.invoke('preview.saveAnswer', { subject, answer: null }).then(() => {
      setSource('none');
      notifyDone('Your answer is forgotten. The next dry run gets a usual one.');
    }, notifyError('The answer was not forgotten'));
  };

  return (
    <form className="dry-answer" aria-label="Answer of the dry run" onSubmit={save}>
      <h3 className="dg-heading">Answer of the dry run</h3>
      <p className="request__note">Nothing was sent. {sources[source]}</p>
      {answer.status !== null && (
        <NumberInput
          className="dry-answer__status"
          size="xs"
          label="Status"
          min={200}
          max={599}
          clampBehavior="none"
          allowDecimal={false}
          error={isStatusWrong ? 'From 200 to 599' : undefined}
          value={status}
          onChange={setStatus}
        />
      )}
      <Textarea
        size="xs"
        label="Body"
        className="try-code__json"
        autosize
        minRows={2}
        maxRows={10}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <div className="dry-answer__bar">
        <Button type="submit" size="compact-xs" variant="default" disabled={!isChanged || isStatusWrong}>
          Answer this from now on
        </Button>
        {source === 'author' && (
          <UnstyledButton className="rendered-text__toggle" onClick={forget}>
            Forget my answer
          </UnstyledButton>
        )}
      </div>
    </form>
  );
}
