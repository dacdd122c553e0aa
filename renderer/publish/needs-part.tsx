// What the project needs to run elsewhere, and what of it the runtime has not got yet.
import { Button, Input, PasswordInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type ReactElement, type SubmitEvent, useRef, useState } from 'react';
import type { PublishLook } from '#shared/ipc/publish.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import { changeWorkspace } from '../commands/workflow-commands.ts';
import { ModelPicker } from '../models/model-picker.tsx';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { Part } from '../ui/part.tsx';
import { useTask } from '../ui/use-task.ts';
import { giveSecret } from './publish-store.ts';
import { counted } from '../ui/counted.ts';
import { secretWords } from './publish-words.ts';

interface NeedsPartProps {
  readonly target: PublishTarget;
  readonly seen: PublishLook;
}

export function NeedsPart({ target, seen: { needs, secrets } }: NeedsPartProps): ReactElement | null {
  const { models, connectors, integrations, urlPatterns, stepsWithoutModel } = needs;
  if (
    models.length + connectors.length + integrations.length + secrets.length + stepsWithoutModel.length ===
    0
  )
    return null;
  return (
    <Part title="What it needs" help="Secrets go to the runtime alone, which keeps them encrypted.">
      {stepsWithoutModel.length > 0 && <ChooseModel count={stepsWithoutModel.length} />}
      {models.length > 0 && (
        <p className="publish__fact">
          <strong>Models</strong> {models.join(', ')}
        </p>
      )}
      {connectors.length > 0 && (
        <p className="publish__fact">
          <strong>Connectors</strong> {connectors.map(({ name }) => name).join(', ')}
        </p>
      )}
      {integrations.length > 0 && (
        <p className="publish__fact">
          <strong>Integrations</strong> {integrations.map(({ name }) => name).join(', ')}
        </p>
      )}
      {urlPatterns.length > 0 && (
        <p className="publish__fact">
          <strong>Addresses</strong> {urlPatterns.join(', ')}
        </p>
      )}
      {secrets.length > 0 && (
        <ul className="plain-list publish-secrets" aria-label="Secrets">
          {secrets.map((secret) => (
            <SecretRow key={secret.name} targetId={target.id} {...secret} />
          ))}
        </ul>
      )}
    </Part>
  );
}

const pickerId = 'publish-model';

function ChooseModel({ count }: { readonly count: number }): ReactElement {
  const value = useIndex((index) => index.workspace.defaultModel);
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const choose = (defaultModel: string | null): void =>
    run((index) => changeWorkspace({ ...index.workspace, defaultModel }, 'Change default model'));
  return (
    <fieldset className="plain publish__model" disabled={isReadOnly}>
      <p className="publish__warning" role="alert">
        <IconAlertTriangle size={15} aria-hidden="true" />
        {counted(count, 'step asks', 'steps ask')} the AI, and no model is chosen. Customers get no made-up
        answers: choose one.
      </p>
      <Input.Label htmlFor={pickerId}>Model of this project</Input.Label>
      <ModelPicker
        id={pickerId}
        value={value}
        nothing={{ label: 'None yet', detail: 'Cannot be published' }}
        hasSimulator
        onChange={choose}
      />
      <Button size="compact-sm" variant="subtle" onClick={() => choose('simulator')}>
        Use the simulator, to try it without a model
      </Button>
    </fieldset>
  );
}

interface SecretRowProps {
  readonly targetId: string;
  readonly name: string;
  readonly isThere: boolean;
  readonly isKept: boolean;
}

function SecretRow({ targetId, name, isThere, isKept }: SecretRowProps): ReactElement {
  const words = useIndex((index) => secretWords(name, index));
  const field = useRef<HTMLInputElement>(null);
  const { isBusy, trouble, work } = useTask();
  const [isReplacing, setReplacing] = useState(false);

  const give = (value: string | null): Promise<void> =>
    work(async () => {
      await giveSecret(targetId, name, value);
      if (field.current !== null) field.current.value = '';
      setReplacing(false);
    });
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const value = field.current?.value ?? '';
    if (value !== '') void give(value);
  };
  if (isThere && !isReplacing) {
    return (
      <li className="publish-secret">
        <span className="publish-secret__words" data-is-there>
          <IconCheck size={15} aria-hidden="true" /> {words}
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Replace: ${words}`}
          onClick={() => setReplacing(true)}
        >
          Replace
        </Button>
      </li>
    );
  }
  return (
    <li className="publish-secret publish-secret--open">
      <form aria-label={words} onSubmit={send}>
        <PasswordInput
          ref={field}
          label={words}
          description={
            isThere ? 'The runtime has one. What you send takes its place.' : 'The runtime has not got it.'
          }
          autoComplete="off"
          spellCheck={false}
          data-own-undo
          error={trouble}
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is written as the secret' }}
        />
        <div className="publish__buttons">
          <Button type="submit" size="xs" variant="default" loading={isBusy}>
            Send what is typed
          </Button>
          {isKept && (
            <Button size="xs" disabled={isBusy} onClick={() => void give(null)}>
              Send the one from this computer
            </Button>
          )}
          {isThere && (
            <Button size="xs" variant="subtle" onClick={() => setReplacing(false)}>
              Keep it
            </Button>
          )}
        </div>
      </form>
    </li>
  );
}
