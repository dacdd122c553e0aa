// A secret that the project needs: whether the runtime has it, and the ways to give it. Invariant: what is typed is in its field
// alone until it is sent; nothing gives it back.
import { Button, Input, PasswordInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type ReactElement, type SubmitEvent, useRef, useState } from 'react';
import type { GivenSecret, PublishLook } from '#shared/ipc/publish.ts';
import { useIndex } from '../state/project-store.ts';
import { useTask } from '../ui/use-task.ts';
import { NeededBy } from './needed-by.tsx';
import { giveSecret } from './publish-store.ts';
import { partsOfSecret, secretWords } from './publish-words.ts';

type Secret = PublishLook['secrets'][number];

interface SecretRowProps {
  readonly targetId: string;
  readonly secret: Secret;
}

export function SecretRow({ targetId, secret: { name, state, isKept } }: SecretRowProps): ReactElement {
  const words = useIndex((index) => secretWords(name, index));
  const [isReplacing, setReplacing] = useState(false);
  const isGiven = state === 'there' || state === 'without';
  if (isGiven && !isReplacing) {
    return (
      <li className="publish-secret" data-state={state}>
        <span className="publish-secret__words">
          {state === 'there' ? (
            <IconCheck size={15} aria-hidden="true" />
          ) : (
            <IconAlertTriangle size={15} aria-hidden="true" />
          )}
          <span>
            {words}
            {state === 'without' && (
              <span className="publish__muted">
                It goes live without: what uses it fails until you enter it.
              </span>
            )}
          </span>
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`${state === 'there' ? 'Replace' : 'Enter it'}: ${words}`}
          onClick={() => setReplacing(true)}
        >
          {state === 'there' ? 'Replace' : 'Enter it'}
        </Button>
      </li>
    );
  }
  return (
    <li className="publish-secret publish-secret--open">
      <SecretForm
        targetId={targetId}
        secret={{ name, state, isKept }}
        words={words}
        {...(isGiven ? { onClose: () => setReplacing(false) } : {})}
      />
    </li>
  );
}

interface SecretFormProps extends SecretRowProps {
  readonly words: string;
  /** There is a way back: the runtime has one. */
  onClose?(): void;
}

function SecretForm({ targetId, secret, words, onClose }: SecretFormProps): ReactElement {
  const { name, state, isKept } = secret;
  const { kind, id } = partsOfSecret(name);
  const service = useIndex(({ integrations }) => integrations.get(id)?.service);
  const field = useRef<HTMLInputElement>(null);
  const { isBusy, trouble, work } = useTask();
  const isDatabase = kind === 'integration' && service?.kind === 'database';
  const isFile = isDatabase && service.engine === 'sqlite';
  const mayLack = onClose === undefined && kind !== 'model';

  const give = (given: GivenSecret): Promise<void> =>
    work(async () => {
      await giveSecret(targetId, name, given);
      onClose?.();
    });
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const value = field.current?.value ?? '';
    if (value !== '' || isDatabase) void give({ from: 'typed', value });
    else field.current?.focus();
  };
  const help = `${stateWords[state]}${isDatabase ? ' Leave it empty for a database without a password.' : ''}`;
  return (
    <form aria-label={words} onSubmit={send}>
      {isFile ? (
        <Input.Wrapper label={words} labelElement="div" description={fileWords[state]} error={trouble} />
      ) : (
        <PasswordInput
          ref={field}
          label={words}
          description={help}
          autoComplete="off"
          spellCheck={false}
          data-own-undo
          autoFocus={onClose !== undefined}
          error={trouble}
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is written as the secret' }}
        />
      )}
      <NeededBy name={name} />
      <div className="publish__buttons">
        {isKept && (
          <Button size="xs" disabled={isBusy} onClick={() => void give({ from: 'vault' })}>
            Send the one from this computer
          </Button>
        )}
        <Button type="submit" size="xs" variant="default" loading={isBusy}>
          {isFile ? 'Let it open the file' : 'Send what is typed'}
        </Button>
        {mayLack && (
          <Button size="xs" variant="subtle" disabled={isBusy} onClick={() => void give({ from: 'nowhere' })}>
            Go on without it
          </Button>
        )}
        {onClose !== undefined && (
          <Button size="xs" variant="subtle" onClick={onClose}>
            {state === 'there' ? 'Keep it' : 'Cancel'}
          </Button>
        )}
      </div>
    </form>
  );
}

const fileWords: Readonly<Record<Secret['state'], string>> = {
  there: 'The runtime may open this file.',
  absent: 'The runtime may not open this file yet.',
  without: 'The runtime may not open this file.',
  elsewhere: 'The runtime may open another file, and not this one yet.',
};

const stateWords: Readonly<Record<Secret['state'], string>> = {
  there: 'The runtime has one. What you send takes its place.',
  absent: 'The runtime has not got it.',
  without: 'The runtime has none.',
  elsewhere: 'The runtime has one for other servers than those asked now. Send it again, for these.',
};
