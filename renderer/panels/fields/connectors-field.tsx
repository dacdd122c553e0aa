import { Button, Checkbox } from '@mantine/core';
import { IconPlug } from '@tabler/icons-react';
import { type ReactElement, use } from 'react';
import type { Json } from '#shared/util/json.ts';
import { openConnectors } from '../../connectors/screen-store.ts';
import { useIndex } from '../../state/project-store.ts';
import { useFieldId } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { FormContext } from './form-context.ts';

/** Which connectors a step may use, and the way to the list of all. Those that are gone stay until they are taken off. */
export function ConnectorsField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const frameId = useFieldId(path);
  const { isReadOnly } = use(FormContext);
  const connectors = useIndex((index) => index.connectors);
  const chosen = idsOf(value);
  const gone = chosen.filter((id) => !connectors.has(id));
  const toggle = (id: string, name: string): void => {
    const isOn = chosen.includes(id);
    const next = isOn ? chosen.filter((other) => other !== id) : [...chosen, id];
    onChange(next, { path, label: meta.label, edit: `${isOn ? 'Take off' : 'Attach'} connector ${name}` });
  };
  return (
    <div className="connectors-field" role="group" aria-labelledby={`${frameId}-label`}>
      {[...connectors.values()].map(({ id, name, urlPatterns }) => (
        <Checkbox
          key={id}
          size="xs"
          label={name}
          description={urlPatterns[0] ?? 'It allows no address yet'}
          checked={chosen.includes(id)}
          onChange={() => toggle(id, name)}
        />
      ))}
      {gone.map((id) => (
        <Checkbox
          key={id}
          size="xs"
          label="A connector that no longer exists"
          description={id}
          checked
          onChange={() => toggle(id, id)}
        />
      ))}
      {(!isReadOnly || connectors.size > 0) && (
        <Button
          className="connectors-field__manage"
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlug size={13} />}
          onClick={() => openConnectors()}
        >
          {connectors.size === 0 ? 'Add the first connector' : 'All connectors'}
        </Button>
      )}
    </div>
  );
}

export function idsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}
