import type { ReactElement } from 'react';
import { LastRequests } from '../connectors/last-requests.tsx';
import { useIntegrationStatus } from './status-store.ts';

/** How often an integration was asked in the last 24 hours, and what went wrong. */
export function Health({ integrationId }: { readonly integrationId: string }): ReactElement {
  const status = useIntegrationStatus(({ known }) => known?.get(integrationId));
  const at = useIntegrationStatus((state) => state.at);
  return <LastRequests status={status} at={at} />;
}
