// Settings, Models: which model this project uses, and the providers of this person.
import { Button, Input, Loader } from '@mantine/core';
import { IconFlask, IconPlug, IconPlus } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { KeyProtection } from '#shared/ipc/model-providers.ts';
import { Trouble } from '../app/trouble.tsx';
import { changeWorkspace } from '../commands/workflow-commands.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ConfirmRow } from './confirm-row.tsx';
import { ModelPicker } from './model-picker.tsx';
import { forgetKeys, loadModels, useModels } from './models-store.ts';
import { ProviderCard } from './provider-card.tsx';
import { ProviderForm } from './provider-form.tsx';
import { type ProviderPreset, providerPresets } from './provider-presets.ts';

export function ModelsSection(): ReactElement {
  useEffect(() => void loadModels(), []);
  return (
    <div className="stack models">
      <DefaultModel />
      <Providers />
      <Simulator />
    </div>
  );
}

const pickerId = 'default-model';

function DefaultModel(): ReactElement {
  const value = useIndex((index) => index.workspace.defaultModel);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <fieldset className="plain" disabled={isReadOnly}>
      <Input.Label htmlFor={pickerId}>Model of this project</Input.Label>
      <ModelPicker
        id={pickerId}
        value={value}
        nothing={{ label: 'Simulator', detail: 'Until you choose a model' }}
        hasSimulator={false}
        onChange={(defaultModel) =>
          run((index) => changeWorkspace({ ...index.workspace, defaultModel }, 'Change default model'))
        }
      />
      <p className="settings__hint">
        Prompts that name no model of their own use it. Any name can be written that a provider knows.
      </p>
    </fieldset>
  );
}

function Providers(): ReactElement {
  const providers = useModels((models) => models.providers);
  const error = useModels((models) => models.error);
  const protection = useModels((models) => models.protection);
  const [isAdding, setAdding] = useState(false);
  const section = useRef<HTMLElement>(null);
  // What had the focus goes away.
  const close = (): void => {
    section.current?.focus();
    setAdding(false);
  };
  if (error !== null) return <Unreadable error={error} />;
  if (providers === null) {
    return (
      <div role="status" aria-label="Reading the providers">
        <Loader size={18} />
      </div>
    );
  }
  const isEmpty = providers.length === 0;
  return (
    <section ref={section} tabIndex={-1} className="stack" aria-label="Providers">
      <div className="models__head">
        <h3 className="dg-heading">Providers on this computer</h3>
        {!isEmpty && !isAdding && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => setAdding(true)}
          >
            Add provider
          </Button>
        )}
      </div>
      {isEmpty && !isAdding && (
        <EmptyState
          Icon={IconPlug}
          title="Connect a model"
          heading="h4"
          words="A provider runs the models that answer your prompts: OpenAI, Anthropic or Google with a key of yours, or a server such as Ollama on your own computer, without one."
        >
          <Button size="sm" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            Add provider
          </Button>
        </EmptyState>
      )}
      {isAdding && <AddProvider onClose={close} />}
      {!isEmpty && (
        <ul className="plain-list models__list">
          {providers.map((provider) => (
            <li key={provider.id}>
              <ProviderCard provider={provider} />
            </li>
          ))}
        </ul>
      )}
      {(!isEmpty || isAdding) && <p className="settings__hint">{protectionWords[protection]}</p>}
    </section>
  );
}

const protectionWords: Readonly<Record<KeyProtection, string>> = {
  'key-store':
    'Keys are encrypted, and protected by the key store of this computer. They are never part of a project.',
  'no-key-store':
    'This computer has no key store that Dialogram can use, so keys are encrypted with a file that only your user account can read. Whoever can read your files can read the keys. They are never part of a project.',
  file: 'The browser has no key store, so keys are encrypted with a file that only your user account can read. Whoever can read your files can read the keys. They are never part of a project.',
  elsewhere:
    'Your keys are protected by the key store of this computer, which only Dialogram’s own window can open. Add and use them there.',
};

/** First what it is for, then the rest. */
function AddProvider({ onClose }: { onClose(): void }): ReactElement {
  const [preset, setPreset] = useState<ProviderPreset | null>(null);
  return (
    <div className="models__add" role="group" aria-label="Add a provider">
      <div className="models__presets" role="group" aria-label="Where the models are">
        {providerPresets.map((each, position) => (
          <button
            key={each.id}
            type="button"
            className="models__preset"
            aria-pressed={each === preset}
            autoFocus={position === 0}
            onClick={() => setPreset(each)}
          >
            <strong>{each.label}</strong>
            <span>{each.detail}</span>
          </button>
        ))}
      </div>
      {preset === null ? (
        <div>
          <Button variant="default" size="sm" onClick={onClose}>
            Cancel
          </Button>
        </div>
      ) : (
        <ProviderForm key={preset.id} preset={preset} onClose={onClose} />
      )}
    </div>
  );
}

function Simulator(): ReactElement {
  return (
    <div className="models__simulator">
      <IconFlask size={17} stroke={1.7} aria-hidden="true" />
      <p>
        <strong>The simulator is always there.</strong> It needs no key and no network: it picks a tool by its
        use cases and the customer’s words, fills in what the message says, and answers with sentences of
        yours or of what a search found. So a flow can be tried at once, and always answers alike. Customers
        should get a model.
      </p>
    </div>
  );
}

/** The saved keys are the author’s to give up; nothing else helps when they cannot be read. */
function Unreadable({ error }: { readonly error: AppError }): ReactElement {
  const [isAsked, setAsked] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  return (
    <div className="stack">
      <Trouble error={failure ?? error} />
      <div className="provider-form__buttons">
        <Button variant="default" size="sm" onClick={() => void loadModels()}>
          Try again
        </Button>
        {error.code === 'VAULT_UNREADABLE' && !isAsked && (
          <Button color="red" variant="light" size="sm" onClick={() => setAsked(true)}>
            Forget all keys
          </Button>
        )}
      </div>
      {isAsked && (
        <ConfirmRow
          question="Forget every saved key of this computer, those of connectors too? You would have to enter them again."
          yes="Forget all keys"
          onNo={() => setAsked(false)}
          onYes={() => {
            setAsked(false);
            forgetKeys().catch((thrown: unknown) => setFailure(AppError.from(thrown)));
          }}
        />
      )}
    </div>
  );
}
