// Adds a provider or changes one. Invariant: the key is in its field alone, until it is sent; no state holds it.
import {
  Anchor,
  Button,
  Collapse,
  NumberInput,
  PasswordInput,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactElement, type SubmitEvent, useRef, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import { modelKeySchema, type ModelProviderView } from '#shared/ipc/model-providers.ts';
import { Trouble } from '../app/trouble.tsx';
import { saveProvider, testProvider } from './models-store.ts';
import { isReadableOnTheWay, presetOf, type ProviderPreset, readAddress } from './provider-presets.ts';

const defaultTimeout = 60;

interface ProviderFormProps {
  readonly preset: ProviderPreset;
  /** What is changed; else one is added. */
  readonly provider?: ModelProviderView;
  onClose(): void;
}

/** Of the texts as they are in the fields. */
interface Wrong {
  readonly name?: string;
  readonly address?: string;
  readonly key?: string;
}

export function ProviderForm({ preset, provider, onClose }: ProviderFormProps): ReactElement {
  const { kind, advice, keysAt } = provider === undefined ? preset : presetOf(provider);
  const isOwnServer = kind === 'openai-compatible';
  const [name, setName] = useState(provider?.name ?? (preset.id === 'other' ? '' : preset.label));
  const [address, setAddress] = useState(
    provider === undefined ? (preset.baseUrl ?? '') : (provider.baseUrl ?? ''),
  );
  const [timeout, setTimeoutSeconds] = useState<number | string>(provider?.timeoutSeconds ?? defaultTimeout);
  const [isMoreOpen, setMoreOpen] = useState(
    provider !== undefined && provider.timeoutSeconds !== defaultTimeout,
  );
  const [wrong, setWrong] = useState<Wrong>({});
  const [trouble, setTrouble] = useState<AppError | null>(null);
  const [isSaving, setSaving] = useState(false);
  const keyField = useRef<HTMLInputElement>(null);

  const read = address.trim() === '' ? null : readAddress(address);
  const hasKey = provider?.key === 'saved';
  const isMoved = hasKey && read !== provider.baseUrl;

  const save = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typedKey = keyField.current?.value.trim() ?? '';
    const key = typedKey === '' ? undefined : modelKeySchema.safeParse(typedKey);
    const found: Wrong = {
      ...(name.trim() === '' ? { name: 'Write how you call it, for example “My server”.' } : {}),
      ...((isOwnServer || address.trim() !== '') && read === null
        ? { address: 'Write where the server is, for example http://localhost:11434/v1.' }
        : {}),
      ...(key?.success === false ? { key: key.error.issues[0]?.message ?? 'This is no key.' } : {}),
    };
    setWrong(found);
    if (found.address !== undefined && !isOwnServer) setMoreOpen(true);
    if (Object.keys(found).length > 0) return;
    setSaving(true);
    setTrouble(null);
    try {
      const id = await saveProvider({
        id: provider?.id ?? null,
        name,
        kind,
        baseUrl: read,
        timeoutSeconds: typeof timeout === 'number' ? timeout : defaultTimeout,
        ...(key?.success === true ? { key: key.data } : {}),
      });
      void testProvider(id);
      onClose();
    } catch (thrown) {
      setSaving(false);
      setTrouble(AppError.from(thrown));
    }
  };

  const addressField = (
    <TextInput
      label="Address"
      description={
        isOwnServer
          ? 'Where its API begins; mostly it ends with /v1.'
          : 'Only for a server in between. Leave it empty for the provider’s own.'
      }
      value={address}
      error={wrong.address}
      spellCheck={false}
      placeholder={isOwnServer ? 'http://localhost:11434/v1' : 'The provider’s own'}
      onChange={({ currentTarget }) => setAddress(currentTarget.value)}
    />
  );

  return (
    <form
      className="provider-form"
      aria-label={provider === undefined ? `Add ${preset.label}` : `Change ${provider.name}`}
      noValidate
      onSubmit={(event) => void save(event)}
    >
      {trouble !== null && <Trouble error={trouble} onClose={() => setTrouble(null)} />}
      <TextInput
        label="Name"
        value={name}
        maxLength={60}
        error={wrong.name}
        data-autofocus={isOwnServer ? true : undefined}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {isOwnServer && addressField}
      <PasswordInput
        ref={keyField}
        label={isOwnServer ? 'Key, if the server wants one' : 'Key'}
        description={
          <KeyWords hasKey={hasKey} isMoved={isMoved} {...(keysAt === undefined ? {} : { keysAt })} />
        }
        error={wrong.key}
        autoComplete="off"
        spellCheck={false}
        placeholder={hasKey && !isMoved ? 'Saved; write here to replace it' : ''}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what is written as the key' }}
      />
      {read !== null && isReadableOnTheWay(read) && (
        <p className="provider-form__warning">
          This address is not encrypted: others in the network could read the key and the conversations. Use
          https where you can.
        </p>
      )}
      {advice !== undefined && <p className="settings__hint">{advice}</p>}
      <UnstyledButton
        className="provider-form__more"
        aria-expanded={isMoreOpen}
        onClick={() => setMoreOpen(!isMoreOpen)}
      >
        {isMoreOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />} More
      </UnstyledButton>
      <Collapse expanded={isMoreOpen}>
        <div className="stack">
          {!isOwnServer && addressField}
          <NumberInput
            label="Seconds for one answer, at most"
            description="A model on your own computer may need longer. An answer that takes longer is an error of the step."
            min={1}
            max={600}
            clampBehavior="strict"
            allowDecimal={false}
            value={timeout}
            onChange={setTimeoutSeconds}
          />
        </div>
      </Collapse>
      <div className="provider-form__buttons">
        <Button type="submit" size="sm" loading={isSaving}>
          Save and test
        </Button>
        <Button variant="default" size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface KeyWordsProps {
  readonly hasKey: boolean;
  readonly isMoved: boolean;
  readonly keysAt?: string;
}

function KeyWords({ hasKey, isMoved, keysAt }: KeyWordsProps): ReactElement | string {
  if (isMoved)
    return 'The saved key was for another address and is not sent to this one. Write the key for it.';
  if (hasKey) return 'Leave it empty to keep the saved one.';
  if (keysAt === undefined) return 'It is kept on this computer and never shown again.';
  return (
    <>
      Make one at{' '}
      <Anchor inherit href={keysAt} target="_blank" rel="noopener noreferrer">
        {new URL(keysAt).host}
      </Anchor>
      . It is kept on this computer and never shown again.
    </>
  );
}
