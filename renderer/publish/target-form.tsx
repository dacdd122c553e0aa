// Adds a publish target or changes one. Invariant: the key is in its field alone until it is sent; nothing gives it back.
import { Button, PasswordInput, Radio, TextInput } from '@mantine/core';
import { type ReactElement, type SubmitEvent, useRef, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import { Trouble } from '../app/trouble.tsx';
import { newId } from '../state/new-id.ts';
import { useIndex } from '../state/project-store.ts';
import { Part } from '../ui/part.tsx';
import { connectTarget, usePublish } from './publish-store.ts';
import { capitalized } from './publish-words.ts';

interface TargetFormProps {
  /** What is changed; else one is added. */
  readonly target?: PublishTarget;
  readonly beginning?: Partial<PublishTarget>;
  onClose?(): void;
}

const environments = ['production', 'staging'] as const;
const localRuntime = 'http://127.0.0.1:8080';

export function TargetForm({ target, beginning = {}, onClose }: TargetFormProps): ReactElement {
  const start = target ?? beginning;
  const [name, setName] = useState(start.name ?? '');
  const [url, setUrl] = useState(start.url ?? localRuntime);
  const [environment, setEnvironment] = useState(start.environment ?? 'production');
  const [trouble, setTrouble] = useState<AppError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const key = useRef<HTMLInputElement>(null);
  const address = url.trim().replace(/\/+$/u, '');
  const twin = useTwin(address, target?.id);

  const save = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    const typed = key.current?.value.trim() ?? '';
    try {
      await connectTarget(
        {
          id: target?.id ?? newId('target'),
          name: name.trim() === '' ? capitalized(environment) : name.trim(),
          url: address,
          environment,
        },
        { key: typed === '' ? null : typed, sameAs: twin?.id ?? null },
      );
      onClose?.();
    } catch (thrown) {
      setTrouble(AppError.from(thrown));
      setBusy(false);
    }
  };
  return (
    <Part
      title={target === undefined ? 'Where to publish' : `Change “${target.name}”`}
      help="A runtime is the service that talks with your customers. It may be on this computer, to try it, or on a server."
    >
      <form
        className="stack"
        aria-label={target === undefined ? 'Add a publish target' : 'Change the publish target'}
        onSubmit={(event) => void save(event)}
      >
        {trouble !== null && <Trouble error={trouble} onClose={() => setTrouble(null)} />}
        <TextInput
          label="Address of the runtime"
          description="https://… of a server, or http://127.0.0.1:8080 of a runtime on this computer."
          value={url}
          required
          withAsterisk={false}
          spellCheck={false}
          data-first-focus
          data-own-undo
          onChange={({ currentTarget }) => setUrl(currentTarget.value)}
        />
        <PasswordInput
          ref={key}
          label="Key"
          description={
            twin === undefined
              ? 'The runtime printed an admin key when it was first started; npm run runtime -- new-admin-key makes another. It is kept on this computer and never shown again.'
              : `Leave it empty to use the key of “${twin.name}”.`
          }
          autoComplete="off"
          spellCheck={false}
          data-own-undo
          placeholder="dgk_…"
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is written as the key' }}
        />
        <Radio.Group
          label="Environment"
          description="Production is what customers talk to. Staging is for trying a version before."
          value={environment}
          onChange={(value) => setEnvironment(value === 'staging' ? 'staging' : 'production')}
        >
          <div className="publish__radios">
            {environments.map((each) => (
              <Radio key={each} value={each} label={capitalized(each)} />
            ))}
          </div>
        </Radio.Group>
        <TextInput
          label="Name"
          description="How you call it."
          value={name}
          placeholder={capitalized(environment)}
          maxLength={60}
          data-own-undo
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <div className="publish__buttons">
          <Button type="submit" size="sm" loading={isBusy}>
            Connect
          </Button>
          {onClose !== undefined && (
            <Button variant="default" size="sm" onClick={onClose}>
              Cancel
            </Button>
          )}
        </div>
      </form>
    </Part>
  );
}

/** Another target at this address, or this one as it is, whose key is known. */
function useTwin(address: string, id: string | undefined): PublishTarget | undefined {
  const targets = useIndex((index) => index.publishTargets);
  const keys = usePublish((state) => state.keys);
  const fitting = [...targets.values()].filter((each) => each.url === address && keys?.has(each.id) === true);
  return fitting.find((each) => each.id === id) ?? fitting[0];
}
