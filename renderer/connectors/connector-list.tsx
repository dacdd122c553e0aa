import { Switch, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronRight, IconPlug } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Connector } from '#shared/model/entities/connector.ts';
import { changePreferences, usePreference } from '../state/preferences-store.ts';
import { useIndex, useProject } from '../state/project-store.ts';
import { Beginnings } from '../ui/beginnings.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListCard } from '../ui/list-card.tsx';
import { RowWords } from '../ui/row-words.tsx';
import { presets } from './connector-commands.ts';
import { makeConnector } from './connectors-actions.ts';
import { RowState } from './row-state.tsx';
import { openConnectors } from './screen-store.ts';
import { useConnectorStatus } from './status-store.ts';

export function ConnectorList(): ReactElement {
  const connectors = useIndex((index) => index.connectors);
  if (connectors.size === 0) return <NoConnectors />;
  return (
    <>
      <p className="connectors__lead">
        Code steps reach the outside through connectors alone. Each allows a few addresses and adds a secret
        that the code never sees.
      </p>
      <ListCard label="All connectors">
        {[...connectors.values()].map((connector) => (
          <Row key={connector.id} connector={connector} />
        ))}
      </ListCard>
      <LocalAddresses />
    </>
  );
}

function Row({ connector }: { readonly connector: Connector }): ReactElement {
  const { id, name, urlPatterns, secretPlacement } = connector;
  const status = useConnectorStatus(({ known }) => known?.get(id));
  const lacksSecret = secretPlacement.in !== 'none' && status !== undefined && !status.hasSecret;
  return (
    <li className="connector-row">
      <UnstyledButton className="connector-row__open" onClick={() => openConnectors(id)}>
        <span className="connector-row__icon" aria-hidden="true">
          <IconPlug size={17} stroke={1.7} />
        </span>
        <RowWords
          name={
            <>
              <VisuallyHidden>Connector </VisuallyHidden>
              {name}
            </>
          }
          facts={
            urlPatterns.length === 0
              ? 'Allows no address yet'
              : `${urlPatterns[0] ?? ''}${urlPatterns.length > 1 ? ` and ${urlPatterns.length - 1} more` : ''}`
          }
        />
        <RowState lack={lacksSecret ? 'No secret' : null} status={status} />
        <IconChevronRight size={16} stroke={1.7} aria-hidden="true" />
      </UnstyledButton>
    </li>
  );
}

/** For this computer, whatever project is open: no published flow has it. */
export function LocalAddresses({ size = 'xs' }: { readonly size?: 'xs' | 'sm' }): ReactElement {
  const isAllowed = usePreference('allowsLocalAddresses');
  return (
    <Switch
      className="connectors__local"
      size={size}
      label="Development: allow addresses of this computer and its network"
      description="Also http:// on localhost. Only for trying things out here; otherwise such addresses are always refused."
      checked={isAllowed}
      onChange={({ currentTarget }) => changePreferences({ allowsLocalAddresses: currentTarget.checked })}
    />
  );
}

const choices = (['stripe', 'custom'] as const).map((id) => ({
  id,
  Icon: IconPlug,
  title: presets[id].title,
  detail: presets[id].detail,
  run: () => makeConnector(id),
}));

function NoConnectors(): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  return (
    <EmptyState
      Icon={IconPlug}
      title="Let code steps ask your other services"
      words="A connector says which addresses code may reach, and adds the service’s key to each request. The key is kept encrypted on this computer: code, customers and the AI never see it, and it is in no exported file."
    >
      {!isReadOnly && <Beginnings choices={choices} />}
    </EmptyState>
  );
}
