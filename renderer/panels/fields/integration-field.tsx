import { Button, Select } from '@mantine/core';
import { IconApps } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { openIntegrations } from '../../integrations/screen-store.ts';
import { useIndex } from '../../state/project-store.ts';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { allowsNull } from './form-schema.ts';

/** A connected service of the right kind. What no longer exists stays and says so. */
export function IntegrationField({ field, meta, path, value, onChange }: FieldProps): ReactElement {
  const id = useFieldId(path);
  const integrations = useIndex((index) => index.integrations);
  const chosen = textOf(value);
  const choices = [...integrations.values()].flatMap(({ id: integrationId, name, service }) =>
    meta.service === undefined || service.kind === meta.service || integrationId === chosen
      ? [{ value: integrationId, label: name }]
      : [],
  );
  const isGone = chosen !== '' && !integrations.has(chosen);
  const what = meta.service === 'database' ? 'database' : 'integration';
  return (
    <div className="linked-field">
      <Select
        id={id}
        data={isGone ? [...choices, { value: chosen, label: 'No longer exists' }] : choices}
        value={chosen === '' ? null : chosen}
        placeholder={choices.length === 0 ? `No ${what} is connected yet` : `Choose the ${what}`}
        searchable={choices.length > 8}
        clearable={allowsNull(field.schema)}
        nothingFoundMessage="Nothing by that name"
        onChange={(next) => onChange(next, { path, label: meta.label })}
      />
      <Button
        className="linked-field__link"
        variant="subtle"
        size="compact-xs"
        leftSection={<IconApps size={13} />}
        onClick={() =>
          openIntegrations(
            integrations.has(chosen)
              ? { kind: 'integration', id: chosen }
              : { kind: choices.length === 0 ? 'new' : 'all' },
          )
        }
      >
        {integrations.has(chosen)
          ? `Open the ${what}`
          : choices.length === 0
            ? `Connect a ${what === 'database' ? what : 'service'}`
            : 'All integrations'}
      </Button>
    </div>
  );
}
