// What the host knows of the integrations beside the project: whether they have a secret or a sign-in, how often they were asked, what
// went wrong.
// Invariant: no secret is ever here.
import type { IntegrationStatuses } from '#shared/ipc/integrations.ts';
import { hostStatus } from '../state/host-status.ts';
import { host } from '../state/host.ts';

const integrationStatus = hostStatus(
  async () => (await host.invoke('integrations.status', {})).integrations,
  ({ integrations }) => integrations,
);
export const {
  useStatus: useIntegrationStatus,
  load: loadStatus,
  useFresh: useFreshStatus,
} = integrationStatus;

export const takeStatus = ({ integrations }: IntegrationStatuses): void =>
  integrationStatus.take(integrations);
