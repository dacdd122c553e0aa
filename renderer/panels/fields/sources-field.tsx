import { Checkbox } from '@mantine/core';
import { type ReactElement, use } from 'react';
import { useIndex } from '../../state/project-store.ts';
import { idsOf } from './connectors-field.tsx';
import { fieldId } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { FormContext } from './form-context.ts';

/** Which sources of knowledge a search is about. Those that are gone stay until they are taken off. */
export function SourcesField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const { isReadOnly } = use(FormContext);
  const sources = useIndex((index) => index.knowledgeSources);
  const chosen = idsOf(value);
  const gone = chosen.filter((id) => !sources.has(id));
  const toggle = (id: string, name: string): void => {
    const isOn = chosen.includes(id);
    const next = isOn ? chosen.filter((other) => other !== id) : [...chosen, id];
    onChange(next, { path, label: meta.label, edit: `${isOn ? 'Take off' : 'Choose'} source ${name}` });
  };
  return (
    <div className="connectors-field" role="group" aria-labelledby={`${fieldId(path)}-label`}>
      {[...sources.values()].map(({ id, name, isEnabled }) => (
        <Checkbox
          key={id}
          size="xs"
          label={name}
          description={isEnabled ? undefined : 'Switched off'}
          checked={chosen.includes(id)}
          disabled={isReadOnly}
          onChange={() => toggle(id, name)}
        />
      ))}
      {gone.map((id) => (
        <Checkbox
          key={id}
          size="xs"
          label="A source that no longer exists"
          checked
          disabled={isReadOnly}
          onChange={() => toggle(id, 'that is gone')}
        />
      ))}
      {sources.size === 0 && gone.length === 0 && <span>There are no sources yet. Import some first.</span>}
    </div>
  );
}
