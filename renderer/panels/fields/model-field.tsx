import type { ReactElement } from 'react';
import { modelLabel } from '../../models/model-choices.ts';
import { ModelPicker } from '../../models/model-picker.tsx';
import { useModels } from '../../models/models-store.ts';
import { useIndex } from '../../state/project-store.ts';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';

/** A model of a provider, the simulator, or the project's default. */
export function ModelField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const defaultModel = useIndex((index) => index.workspace.defaultModel);
  const providers = useModels((models) => models.providers) ?? [];
  const chosen = textOf(value).trim();
  return (
    <ModelPicker
      id={useFieldId(path)}
      value={chosen === '' ? null : chosen}
      nothing={{
        label: 'Project default',
        detail: defaultModel === null ? 'Simulator' : modelLabel(defaultModel, providers),
      }}
      hasSimulator
      onChange={(next) => onChange(next, { path, label: meta.label })}
    />
  );
}
