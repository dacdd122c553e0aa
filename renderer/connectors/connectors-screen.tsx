// The connectors over the canvas: all of them, or one with everything about it.
import { Button, Menu } from '@mantine/core';
import { IconPlug, IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { Trouble } from '../app/trouble.tsx';
import { useIndex, useProject } from '../state/project-store.ts';
import { closeScreen } from '../state/screen-store.ts';
import { Screen } from '../ui/screen.tsx';
import { ConnectorList } from './connector-list.tsx';
import { ConnectorView } from './connector-view.tsx';
import { presets } from './connector-commands.ts';
import { makeConnector } from './connectors-actions.ts';
import { openConnectors, useConnectorsScreen } from './screen-store.ts';
import { useConnectorStatus, useFreshStatus } from './status-store.ts';

export function ConnectorsScreen(): ReactElement {
  const connectorId = useConnectorsScreen((screen) => screen.connectorId);
  const connector = useIndex((index) => index.connectors.get(connectorId ?? ''));
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const error = useConnectorStatus((status) => status.error);
  useFreshStatus();
  return (
    <Screen
      name="Connectors"
      title={connector?.name ?? 'Connectors'}
      icon={<IconPlug size={17} stroke={1.8} />}
      place={connector?.id ?? 'all'}
      back={connector === undefined ? null : { label: 'All connectors', go: () => openConnectors(null) }}
      onClose={closeScreen}
      actions={!isReadOnly && <AddMenu />}
    >
      {error !== null && <Trouble error={error} />}
      {connector === undefined ? (
        <ConnectorList />
      ) : (
        <ConnectorView key={connector.id} connector={connector} />
      )}
    </Screen>
  );
}

const choices = ['stripe', 'custom'] as const;

function AddMenu(): ReactElement {
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <Button size="xs" leftSection={<IconPlus size={14} />}>
          Add connector
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((preset) => (
          <Menu.Item key={preset} onClick={() => makeConnector(preset)}>
            {presets[preset].title}
            <span className="connectors__menu-detail">{presets[preset].detail}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
