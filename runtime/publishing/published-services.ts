// Integrations of published versions: the driver of previews, with the secrets of an environment.
// Invariants: limits, kept answers and connections are those of an environment; a token that was renewed is kept before it is used; a file of
// this computer is opened only in development, for whoever publishes is not who runs the runtime.
import type { Egress } from '#shared/drivers/http/egress.ts';
import type { ServiceDriver } from '#shared/drivers/live-driver.ts';
import { createServices } from '#shared/drivers/services/services.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { GroupCommit } from '../storage/group-commit.ts';
import type { Place } from './publications.ts';
import type { Secrets } from './secrets.ts';

export interface PublishedServices {
  driverFor(conversation: Place & { readonly id: string }, project: ProjectDocument): ServiceDriver;
  close(): Promise<void>;
}

interface PublishedServicesOptions {
  readonly secrets: Secrets;
  readonly writer: Pick<GroupCommit, 'write'>;
  readonly egress: () => Egress;
  readonly allowsLocal: boolean;
  readonly now: () => number;
}

export function createPublishedServices(options: PublishedServicesOptions): PublishedServices {
  const { secrets, writer, egress, allowsLocal, now } = options;
  const services = createServices(egress);
  return {
    driverFor(place, { integrations, operations }) {
      const driver = services.driverFor({
        scope: `${place.projectId}/${place.environment}`,
        idempotencyScope: place.id,
        integrations: () => integrations,
        operations: () => operations,
        secretOf: async (id) => secrets.integration(place, id)?.secret,
        tokensOf: async (id) => secrets.integration(place, id)?.tokens ?? undefined,
        async saveTokens(id, tokens) {
          const { secret } = secrets.integration(place, id) ?? { secret: { value: '', servers: [] } };
          await writer.write(() =>
            secrets.save(
              place,
              `integration:${id}`,
              {
                kind: 'integration',
                value: secret.value,
                servers: [...secret.servers],
                tokens: { ...tokens, servers: [...tokens.servers] },
              },
              { actor: 'runtime', at: now() },
            ),
          );
        },
        allowsLocal: () => allowsLocal,
      });
      return {
        ...driver,
        query(request, context) {
          const { service } = integrations.find(({ id }) => id === request.integrationId) ?? {};
          const isFile = service?.kind === 'database' && service.engine === 'sqlite';
          if (!isFile || allowsLocal) return driver.query(request, context);
          return Promise.reject(
            new AppError(
              'INTEGRATION_REFUSED',
              'A published project opens no SQLite file of the runtime’s computer. Use PostgreSQL or MySQL, or allow it for development with DIALOGRAM_ALLOW_LOCAL=1.',
            ),
          );
        },
      };
    },
    close: () => services.close(),
  };
}
