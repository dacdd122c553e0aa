// All integrations of the project, and how they are.
import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconApps, IconChevronRight, IconDatabase } from '@tabler/icons-react';
import { type ReactElement, useMemo } from 'react';
import type { Integration } from '#shared/model/entities/integration.ts';
import { LocalAddresses } from '../connectors/connector-list.tsx';
import { RowState } from '../connectors/row-state.tsx';
import { useIndex, useProject } from '../state/project-store.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListCard } from '../ui/list-card.tsx';
import { RowWords } from '../ui/row-words.tsx';
import { operationsOf } from './integration-commands.ts';
import { addressOf, lackOf } from './integration-words.ts';
import { openIntegrations } from './screen-store.ts';
import { useIntegrationStatus } from './status-store.ts';

export function IntegrationList(): ReactElement {
  const integrations = useIndex((index) => index.integrations);
  if (integrations.size === 0) return <NoIntegrations />;
  return (
    <>
      <ListCard label="All integrations">
        {[...integrations.values()].map((integration) => (
          <Row key={integration.id} integration={integration} />
        ))}
      </ListCard>
      <LocalAddresses />
    </>
  );
}

function Row({ integration }: { readonly integration: Integration }): ReactElement {
  const { id, name, service } = integration;
  const index = useIndex((current) => current);
  const operations = useMemo(() => operationsOf(index, id).length, [index, id]);
  const status = useIntegrationStatus(({ known }) => known?.get(id));
  const lack = lackOf(integration, status);
  const facts = [
    addressOf(integration),
    ...(service.kind === 'http' ? [operations === 1 ? '1 operation' : `${operations} operations`] : []),
  ];
  return (
    <li className="connector-row">
      <UnstyledButton
        className="connector-row__open"
        onClick={() => openIntegrations({ kind: 'integration', id })}
      >
        <IntegrationTile isDatabase={service.kind === 'database'} />
        <VisuallyHidden>Integration </VisuallyHidden>
        <RowWords name={name} facts={facts.join(' · ')} />
        <RowState lack={lack} status={status} />
        <IconChevronRight size={16} stroke={1.7} aria-hidden="true" />
      </UnstyledButton>
    </li>
  );
}

export function IntegrationTile({ isDatabase }: { readonly isDatabase: boolean }): ReactElement {
  const TileIcon = isDatabase ? IconDatabase : IconApps;
  return (
    <span className="connector-row__icon" aria-hidden="true">
      <TileIcon size={17} stroke={1.7} />
    </span>
  );
}

function NoIntegrations(): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  return (
    <EmptyState
      Icon={IconApps}
      title="Let actions use your other services"
      words="Connect a shop, a help desk, a calendar or a database once. Actions then use what can be done there, and no code is needed. Keys are kept encrypted on this computer and are in no exported file."
    >
      {!isReadOnly && (
        <>
          <Button data-first-focus onClick={() => openIntegrations({ kind: 'new' })}>
            Connect a service
          </Button>
          <Button variant="default" onClick={() => openIntegrations({ kind: 'import', into: null })}>
            Import from OpenAPI
          </Button>
        </>
      )}
    </EmptyState>
  );
}
