// The channels of connectors. Invariant: no answer holds a secret.
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { Handlers } from '../handlers/handler.ts';
import type { Connectors } from './connectors.ts';

type ConnectorChannel = Extract<ChannelName, `connectors.${string}`>;

export function createConnectorHandlers(connectors: Connectors): Handlers<ConnectorChannel> {
  return {
    'connectors.status': (_request, { hold }) => connectors.status(hold().project.document()),
    async 'connectors.saveSecret'({ id, secret }, { hold }) {
      const document = hold().project.document();
      await connectors.saveSecret(document, id, secret);
      return connectors.status(document);
    },
    'connectors.deleteSecret'({ id }, { hold }) {
      const document = hold().project.document();
      connectors.deleteSecret(document, id);
      return connectors.status(document);
    },
    'connectors.test': ({ id, url }, { hold, signal }) =>
      connectors.test(hold().project.document(), id, url, signal),
  };
}
