// The connectors over the canvas: all of them, or one with everything about it.
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconPlug, IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import { Trouble } from '../app/trouble.tsx';
import { focusCanvas } from '../state/focus-part.ts';
import { useIndex, useProject } from '../state/project-store.ts';
import { ConnectorList } from './connector-list.tsx';
import { ConnectorView } from './connector-view.tsx';
import { presets } from './connector-commands.ts';
import { makeConnector } from './connectors-actions.ts';
import { closeConnectors, openConnectors, useConnectorsScreen } from './screen-store.ts';
import { useConnectorStatus, useFreshStatus } from './status-store.ts';

export function ConnectorsScreen(): ReactElement {
  const connectorId = useConnectorsScreen((screen) => screen.connectorId);
  const connector = useIndex((index) => index.connectors.get(connectorId ?? ''));
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const error = useConnectorStatus((status) => status.error);
  const screen = useRef<HTMLElement>(null);
  useFreshStatus();
  useEffect(() => () => focusCanvas(), []);
  useEffect(() => {
    const page = screen.current?.querySelector('.connectors__page');
    if (page?.contains(document.activeElement) === true) return;
    const first = page?.querySelector<HTMLElement>('[data-first-focus]');
    (first ?? screen.current)?.focus({ preventScroll: true });
  }, [connector?.id]);

  const leave = (event: KeyboardEvent): void => {
    const isIn = event.target instanceof Element && screen.current?.contains(event.target) === true;
    if (event.key !== 'Escape' || event.defaultPrevented || !isIn) return;
    event.preventDefault();
    if (connector === undefined) closeConnectors();
    else openConnectors(null);
  };
  return (
    <section ref={screen} className="connectors" aria-label="Connectors" tabIndex={-1} onKeyDown={leave}>
      <header className="connectors__head">
        {connector === undefined ? (
          <span className="connectors__icon" aria-hidden="true">
            <IconPlug size={17} stroke={1.8} />
          </span>
        ) : (
          <Tooltip label="All connectors (Esc)">
            <ActionIcon size={28} aria-label="All connectors" onClick={() => openConnectors(null)}>
              <IconArrowLeft size={17} />
            </ActionIcon>
          </Tooltip>
        )}
        <h2 className="dg-truncate">{connector === undefined ? 'Connectors' : connector.name}</h2>
        <span className="connectors__gap" />
        {!isReadOnly && <AddMenu />}
        <Tooltip label="Close (Esc)">
          <ActionIcon size={28} aria-label="Close connectors" onClick={closeConnectors}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className="connectors__body dg-scroll">
        <div className="connectors__page">
          {error !== null && <Trouble error={error} />}
          {connector === undefined ? (
            <ConnectorList />
          ) : (
            <ConnectorView key={connector.id} connector={connector} />
          )}
        </div>
      </div>
    </section>
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
