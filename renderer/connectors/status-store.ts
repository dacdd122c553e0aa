// What the host knows of the connectors beside the project: whether they have a secret, how often they were asked, what went wrong.
// Invariant: no secret is ever here.
import { hostStatus } from '../state/host-status.ts';
import { host } from '../state/host.ts';
import { flushEdits } from '../state/project-store.ts';

const connectorStatus = hostStatus(
  async () => (await host.invoke('connectors.status', {})).connectors,
  ({ connectors }) => connectors,
);
export const { useStatus: useConnectorStatus, load: loadStatus, useFresh: useFreshStatus } = connectorStatus;

/** Rejects with why it was not saved. */
export async function saveSecret(id: string, secret: string): Promise<void> {
  await flushEdits();
  connectorStatus.take((await host.invoke('connectors.saveSecret', { id, secret })).connectors);
}

export async function deleteSecret(id: string): Promise<void> {
  connectorStatus.take((await host.invoke('connectors.deleteSecret', { id })).connectors);
}
