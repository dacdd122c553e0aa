import { Button } from '@mantine/core';
import { IconApps } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { openIntegrations } from '../../integrations/screen-store.ts';
import { useIndex } from '../../state/project-store.ts';
import { type FieldProps, textOf } from './field-props.ts';
import { ReferenceSelect } from './reference-select.tsx';

/** A connected service of the right kind. */
export function IntegrationField(props: FieldProps): ReactElement {
  const { meta } = props;
  const integrations = useIndex((index) => index.integrations);
  const chosen = textOf(props.value);
  const choices = [...integrations.values()].flatMap(({ id, name, service }) =>
    meta.service === undefined || service.kind === meta.service || id === chosen
      ? [{ value: id, label: name }]
      : [],
  );
  const what = meta.service === 'database' ? 'database' : 'integration';
  return (
    <div className="linked-field">
      <ReferenceSelect
        of={props}
        choices={choices}
        placeholder={choices.length === 0 ? `No ${what} is connected yet` : `Choose the ${what}`}
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
