// One provider: its key, its models, how the last test went.
import { ActionIcon, Button, Loader, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCloud,
  IconPencil,
  IconServer,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactElement, useRef, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { ModelProviderView } from '#shared/ipc/model-providers.ts';
import { Trouble } from '../app/trouble.tsx';
import { canAnswer } from './model-choices.ts';
import { cancelTest, deleteProvider, saveProvider, testProvider, useModels } from './models-store.ts';
import { ConfirmRow } from './confirm-row.tsx';
import { ProviderForm } from './provider-form.tsx';
import { presetOf } from './provider-presets.ts';
import { ProviderUses } from './provider-uses.tsx';

type Asked = 'edit' | 'remove' | 'remove-key' | null;

export function ProviderCard({ provider }: { readonly provider: ModelProviderView }): ReactElement {
  const { id, name, kind, baseUrl } = provider;
  const [asked, setAsked] = useState<Asked>(null);
  const [trouble, setTrouble] = useState<AppError | null>(null);
  const card = useRef<HTMLDivElement>(null);
  // What had the focus goes away.
  const close = (): void => {
    card.current?.focus();
    setAsked(null);
  };
  const attempt = (act: Promise<unknown>): void => {
    close();
    setTrouble(null);
    act.catch((thrown: unknown) => setTrouble(AppError.from(thrown)));
  };
  const KindIcon = kind === 'openai-compatible' ? IconServer : IconCloud;
  return (
    <div ref={card} tabIndex={-1} className="provider-card" role="group" aria-label={name}>
      <div className="provider-card__head">
        <span className="provider-card__icon" aria-hidden="true">
          <KindIcon size={17} stroke={1.7} />
        </span>
        <div className="provider-card__title">
          <strong className="dg-truncate">{name}</strong>
          <span className="provider-card__address dg-truncate" title={baseUrl ?? undefined}>
            {baseUrl ?? presetOf(provider).detail}
          </span>
        </div>
        {asked !== 'edit' && (
          <Button
            variant="default"
            size="xs"
            aria-label={`Test connection of ${name}`}
            onClick={() => void testProvider(id)}
          >
            Test connection
          </Button>
        )}
        <Tooltip label="Change">
          <ActionIcon size={28} aria-label={`Change ${name}`} onClick={() => setAsked('edit')}>
            <IconPencil size={15} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Remove">
          <ActionIcon size={28} aria-label={`Remove ${name}`} onClick={() => setAsked('remove')}>
            <IconTrash size={15} />
          </ActionIcon>
        </Tooltip>
      </div>
      {trouble !== null && <Trouble error={trouble} onClose={() => setTrouble(null)} />}
      {asked === 'edit' ? (
        <ProviderForm preset={presetOf(provider)} provider={provider} onClose={close} />
      ) : (
        <KeyRow
          provider={provider}
          onReplace={() => setAsked('edit')}
          onRemove={() => setAsked('remove-key')}
        />
      )}
      {asked === 'remove-key' && (
        <ConfirmRow
          question={`Take the key of ${name} away? It cannot be brought back; you would have to enter it again.`}
          yes="Remove the key"
          onYes={() => {
            const { key: _key, models: _models, ...settings } = provider;
            attempt(saveProvider({ ...settings, key: null }));
          }}
          onNo={close}
        />
      )}
      {asked === 'remove' && (
        <ConfirmRow
          question={`Remove ${name}${provider.key === 'saved' ? ' with its key' : ''}? This cannot be undone.`}
          yes={`Remove ${name}`}
          onYes={() => attempt(deleteProvider(id))}
          onNo={close}
        >
          <ProviderUses providerId={id} />
        </ConfirmRow>
      )}
      {asked !== 'edit' && <TestResult provider={provider} />}
    </div>
  );
}

interface KeyRowProps {
  readonly provider: ModelProviderView;
  onReplace(): void;
  onRemove(): void;
}

function KeyRow({ provider, onReplace, onRemove }: KeyRowProps): ReactElement {
  const { key, name, kind } = provider;
  if (key === 'environment') {
    return <p className="provider-card__key">The key comes from the environment of this computer.</p>;
  }
  if (key === 'missing') {
    return (
      <p className="provider-card__key">
        {kind === 'openai-compatible' ? 'No key: many servers need none' : <em>No key yet</em>} ·{' '}
        <KeyLink words="Add" label={`Add a key for ${name}`} onClick={onReplace} />
      </p>
    );
  }
  return (
    <p className="provider-card__key">
      Key saved · <KeyLink words="Replace" label={`Replace the key of ${name}`} onClick={onReplace} /> ·{' '}
      <KeyLink words="Remove" label={`Remove the key of ${name}`} onClick={onRemove} />
    </p>
  );
}

interface KeyLinkProps {
  readonly words: string;
  readonly label: string;
  onClick(): void;
}

function KeyLink({ words, label, onClick }: KeyLinkProps): ReactElement {
  return (
    <button type="button" className="model-picker__link" aria-label={label} onClick={onClick}>
      {words}
    </button>
  );
}

/** How the last test went; before the first one, what is known from earlier. */
function TestResult({ provider }: { readonly provider: ModelProviderView }): ReactElement | null {
  const { id, name, models } = provider;
  const test = useModels((state) => state.tests.get(id));
  if (test?.state === 'running') {
    return (
      <div className="provider-card__result" role="status">
        <Loader size={14} /> Asking {name} for its models…
        <Button variant="subtle" size="compact-xs" onClick={() => cancelTest(id)}>
          Cancel
        </Button>
      </div>
    );
  }
  if (test?.state === 'failed') {
    return (
      <div className="provider-card__result provider-card__result--bad" role="alert">
        <IconAlertTriangle size={15} aria-hidden="true" />
        <span>{test.error.message}</span>
      </div>
    );
  }
  if (test === undefined && models.length === 0) {
    if (!canAnswer(provider)) return null;
    return <p className="settings__hint">Not tested yet.</p>;
  }
  return (
    <>
      {test !== undefined && (
        <div className="provider-card__result provider-card__result--ok" role="status">
          <IconCheck size={15} aria-hidden="true" /> {name} answers.
        </div>
      )}
      <ModelList name={name} models={models} />
    </>
  );
}

function ModelList({
  name,
  models,
}: {
  readonly name: string;
  readonly models: readonly string[];
}): ReactElement {
  if (models.length === 0) {
    return (
      <p className="settings__hint">
        It names no models. Load one there, or write a model’s name where you choose it.
      </p>
    );
  }
  return (
    <details className="provider-card__models">
      <summary>{models.length === 1 ? '1 model' : `${models.length} models`}</summary>
      <ul className="plain-list dg-scroll" aria-label={`Models of ${name}`} tabIndex={0}>
        {models.map((model) => (
          <li key={model}>{model}</li>
        ))}
      </ul>
    </details>
  );
}
