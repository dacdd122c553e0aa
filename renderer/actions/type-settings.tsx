// The type of an action and the settings of the step kind of that name.
import { Button, Select } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Action } from '#shared/model/entities/action.ts';
import { type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import { type FieldChange, textOf } from '../panels/fields/field-props.ts';
import { KindForm } from '../panels/kind-form.tsx';
import { useIndex, useProject } from '../state/project-store.ts';
import { definitionOf } from '../state/step-kinds.ts';
import { adoptParameters, openParameters } from './adopt-parameters.ts';
import { TypeTile, typesInOrder, typeWords } from './action-types.tsx';

interface TypeSettingsProps {
  readonly action: Action;
  onChange(change: JsonObject, by: FieldChange): void;
}

export function TypeSettings({ action, onChange }: TypeSettingsProps): ReactElement {
  const { type, settings } = action;
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
      {!isReadOnly && <AdoptParameters action={action} onChange={onChange} />}
    </>
  );
}

/** Where an operation is chosen and asks for what is not filled in yet. */
function AdoptParameters({ action, onChange }: TypeSettingsProps): ReactElement | null {
  const operation = useIndex(({ operations }) =>
    action.type === 'integration' ? operations.get(textOf(action.settings['operationId'])) : undefined,
  );
  if (operation === undefined || openParameters(action, operation).length === 0) return null;
  return (
    <div className="adopt">
      <p>
        Let the AI fill in what the operation asks for: inputs that match are used, missing ones are made.
      </p>
      <Button
        variant="light"
        size="xs"
        leftSection={<IconWand size={14} />}
        onClick={() =>
          onChange(jsonObjectSchema.parse(adoptParameters(action, operation)), {
            path: 'settings.parameters',
            label: 'parameters',
            edit: 'Fill in parameters from inputs',
          })
        }
      >
        Fill in from inputs
      </Button>
    </div>
  );
}
