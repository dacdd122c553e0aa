// Chooses a model: a text box that lists what there is, filters as one types, and takes any name.
import { Combobox, InputBase, Loader, useCombobox } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type ReactElement, useEffect, useState } from 'react';
import { openSettings } from '../state/ui-store.ts';
import {
  type ChoiceGroup,
  choiceWarning,
  modelChoices,
  modelLabel,
  type ModelPurpose,
  providersFor,
} from './model-choices.ts';
import { loadModels, refreshLists, useModels } from './models-store.ts';

interface ModelPickerProps {
  readonly id: string;
  /** `provider/model`, `simulator`, or null. */
  readonly value: string | null;
  /** What null means, in words. */
  readonly nothing: { readonly label: string; readonly detail: string };
  readonly hasSimulator: boolean;
  readonly purpose?: ModelPurpose;
  onChange(value: string | null): void;
}

/** Stands for null among the options, whose values are texts. */
const nothingValue = '';

export function ModelPicker({
  id,
  value,
  nothing,
  hasSimulator,
  purpose = 'answers',
  onChange,
}: ModelPickerProps): ReactElement {
  const known = useModels((models) => models.providers);
  const providers = known ?? [];
  /** What is typed; null while the choice is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const combobox = useCombobox({
    onDropdownOpen: () => void refreshLists(),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setTyped(null);
    },
  });
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (known === null) void loadModels();
  }, [known]);
  useEffect(() => {
    // Enter takes the first of those that fit.
    if (typed !== null) selectFirstOption();
  }, [typed, selectFirstOption]);

  const label = value === null ? nothing.label : modelLabel(value, providers);
  const groups = modelChoices({
    providers: providersFor(purpose, providers),
    nothing,
    hasSimulator,
    typed: typed ?? '',
  });
  return (
    <>
      <Combobox
        store={combobox}
        shadow="md"
        onOptionSubmit={(chosen) => {
          onChange(chosen === nothingValue ? null : chosen);
          combobox.closeDropdown();
        }}
      >
        <Combobox.Target>
          <InputBase
            id={id}
            value={typed ?? label}
            spellCheck={false}
            autoComplete="off"
            rightSection={<Combobox.Chevron />}
            rightSectionPointerEvents="none"
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              combobox.openDropdown();
            }}
            onClick={() => combobox.openDropdown()}
            onFocus={({ currentTarget }) => currentTarget.select()}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options mah={300} className="model-picker__options dg-scroll" aria-label="Models">
            {groups.map((group) => (
              <Group key={group.title} group={group} value={value} />
            ))}
            {groups.length === 0 && <Combobox.Empty>No model by that name</Combobox.Empty>}
          </Combobox.Options>
          <PickerFooter isEmpty={known !== null && providers.length === 0} />
        </Combobox.Dropdown>
      </Combobox>
      {value !== null && known !== null && <Warning value={value} purpose={purpose} />}
    </>
  );
}

function Group({
  group,
  value,
}: {
  readonly group: ChoiceGroup;
  readonly value: string | null;
}): ReactElement {
  return (
    <Combobox.Group label={group.title}>
      {group.choices.map((choice) => (
        <Combobox.Option
          key={choice.value ?? nothingValue}
          value={choice.value ?? nothingValue}
          active={choice.value === value}
          className="model-picker__option"
        >
          <span className="dg-truncate">{choice.label}</span>
          {choice.detail !== undefined && <span className="model-picker__detail">{choice.detail}</span>}
          {choice.value === value && <IconCheck size={14} aria-hidden="true" />}
        </Combobox.Option>
      ))}
      {group.hidden > 0 && <p className="model-picker__more">and {group.hidden} more: type to find them</p>}
    </Combobox.Group>
  );
}

/** Which lists are still asked for, or could not be had; how to get more. */
function PickerFooter({ isEmpty }: { readonly isEmpty: boolean }): ReactElement | null {
  const providers = useModels((models) => models.providers) ?? [];
  const tests = useModels((models) => models.tests);
  const asked = providers.filter(({ id }) => tests.get(id)?.state === 'running');
  const failed = providers.filter(({ id }) => tests.get(id)?.state === 'failed');
  if (!isEmpty && asked.length === 0 && failed.length === 0) return null;
  return (
    <Combobox.Footer className="model-picker__footer">
      {isEmpty && <p>No provider is set up yet: Settings, Models.</p>}
      {asked.length > 0 && (
        <p role="status">
          <Loader size={12} /> Asking {asked.map(({ name }) => name).join(', ')} for models…
        </p>
      )}
      {failed.map(({ id, name }) => (
        <p key={id}>
          <IconAlertTriangle size={13} /> {name} did not list its models. Settings, Models says why.
        </p>
      ))}
    </Combobox.Footer>
  );
}

function Warning({
  value,
  purpose,
}: {
  readonly value: string;
  readonly purpose: ModelPurpose;
}): ReactElement | null {
  const providers = useModels((models) => models.providers) ?? [];
  const warning = choiceWarning(value, providers, purpose);
  if (warning === null) return null;
  return (
    <p className="model-picker__warning">
      {warning.message}{' '}
      {warning.isSetUpNeeded && (
        <button type="button" className="model-picker__link" onClick={() => openSettings('models')}>
          Set it up
        </button>
      )}
    </p>
  );
}
