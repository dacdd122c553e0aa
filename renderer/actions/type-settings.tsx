// The type of an action and the settings of the step kind of that name.
import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Action } from '#shared/model/entities/action.ts';
import type { JsonObject } from '#shared/util/json.ts';
import type { FieldChange } from '../panels/fields/field-props.ts';
import { KindForm } from '../panels/kind-form.tsx';
import { useProject } from '../state/project-store.ts';
import { definitionOf } from '../state/step-kinds.ts';
import { TypeTile, typesInOrder, typeWords } from './action-types.tsx';

interface TypeSettingsProps {
  readonly action: Action;
  onChange(change: JsonObject, by: FieldChange): void;
}

export function TypeSettings({ action: { type, settings }, onChange }: TypeSettingsProps): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const definition = definitionOf(type);
  return (
    <>
      <Select
        label="Type"
        description={typeWords[type].purpose}
        inputWrapperOrder={['label', 'input', 'description']}
        leftSection={<TypeTile type={type} size={20} />}
        data={typesInOrder.map((one) => ({ value: one, label: typeWords[one].title }))}
        value={type}
        disabled={isReadOnly}
        onChange={(next) => {
          const chosen = typesInOrder.find((one) => one === next);
          if (chosen === undefined || chosen === type) return;
          // The settings of another type mean nothing to this one; undo brings them back.
          onChange(
            { type: chosen, settings: {} },
            { path: 'type', label: 'type', edit: 'Change type of action' },
          );
        }}
      />
      {definition !== undefined && (
        <KindForm
          definition={definition}
          settings={settings}
          path="settings"
          onChange={(next, by) => onChange({ settings: next }, by)}
        />
      )}
    </>
  );
}
