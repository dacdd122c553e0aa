// The integrations over the canvas: all of them, one with everything about it, one of its operations, or what a new one can begin as.
import { Button } from '@mantine/core';
import { IconApps, IconFileImport, IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { Trouble } from '../app/trouble.tsx';
import { useIndex, useProject } from '../state/project-store.ts';
import { closeScreen } from '../state/screen-store.ts';
import { Screen } from '../ui/screen.tsx';
import { DatabaseView } from './database-view.tsx';
import { HttpView } from './http-view.tsx';
import { IntegrationGallery } from './integration-gallery.tsx';
import { IntegrationList } from './integration-list.tsx';
import { OpenApiImport } from './openapi-import.tsx';
import { OperationView } from './operation-view.tsx';
import { leavePlace, openIntegrations, useIntegrationsScreen } from './screen-store.ts';
import { useFreshStatus, useIntegrationStatus } from './status-store.ts';

export function IntegrationsScreen(): ReactElement {
  const place = useIntegrationsScreen((screen) => screen.place);
  const wanted =
    place.kind === 'integration' ? place.id : place.kind === 'operation' ? place.integrationId : '';
  const integration = useIndex(({ integrations }) => integrations.get(wanted));
  const operation = useIndex(({ operations }) => operations.get(place.kind === 'operation' ? place.id : ''));
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const error = useIntegrationStatus((status) => status.error);
  useFreshStatus();
  const isList = place.kind === 'all' || (wanted !== '' && integration === undefined);
  const title =
    place.kind === 'new'
      ? 'Connect a service'
      : place.kind === 'import'
        ? 'Import from OpenAPI'
        : (operation?.name ?? integration?.name ?? 'Integrations');
  const up = operation !== undefined ? (integration?.name ?? '') : 'All integrations';
  return (
    <Screen
      name="Integrations"
      title={title}
      icon={<IconApps size={17} stroke={1.8} />}
      place={JSON.stringify(place)}
      back={isList ? null : { label: up, go: leavePlace }}
      onClose={closeScreen}
      actions={
        isList &&
        !isReadOnly && (
          <>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconFileImport size={14} />}
              onClick={() => openIntegrations({ kind: 'import', into: null })}
            >
              Import from OpenAPI
            </Button>
            <Button
              size="xs"
              leftSection={<IconPlus size={14} />}
              onClick={() => openIntegrations({ kind: 'new' })}
            >
              Connect a service
            </Button>
          </>
        )
      }
      isWide
    >
      {error !== null && <Trouble error={error} />}
      {isList && <IntegrationList />}
      {place.kind === 'new' && <IntegrationGallery />}
      {place.kind === 'import' && <OpenApiImport into={place.into} />}
      {integration !== undefined && operation !== undefined && (
        <OperationView key={operation.id} operation={operation} integration={integration} />
      )}
      {integration !== undefined && operation === undefined && integration.service.kind === 'http' && (
        <HttpView key={integration.id} integration={integration} service={integration.service} />
      )}
      {integration !== undefined && integration.service.kind === 'database' && (
        <DatabaseView key={integration.id} integration={integration} service={integration.service} />
      )}
    </Screen>
  );
}
