// Which runtime a command means: a publish target of the project, or an address.
import { join } from 'node:path';
import { openConnectors } from '#host/connectors/connectors.ts';
import { openIntegrations } from '#host/integrations/integrations.ts';
import { openModelProviders } from '#host/models/model-providers.ts';
import { openPreferences } from '#host/preferences.ts';
import { RuntimeApi } from '#host/publish/runtime-api.ts';
import { createRuntimeSecrets, type RuntimeSecrets } from '#host/publish/runtime-secrets.ts';
import { openTargetKeys } from '#host/publish/target-keys.ts';
import { userFolders } from '#host/user-folders.ts';
import { openVault } from '#host/vault/vault.ts';
import { createEgress } from '#shared/drivers/http/egress.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { Environment } from '#shared/runtime-api/publishing.ts';
import { runtimeAddress } from '#shared/runtime-api/runtime-address.ts';

export interface RuntimeChoice {
  /** A publish target of the project, by name or id. */
  readonly target?: string | undefined;
  readonly url?: string | undefined;
  readonly environment?: Environment | undefined;
}

export interface RuntimeOf extends AsyncDisposable {
  readonly api: RuntimeApi;
  readonly projectId: string;
  readonly environment: Environment;
  /** Secrets of this person's vault. */
  readonly secrets: RuntimeSecrets;
}

const keyVariable = 'DIALOGRAM_RUNTIME_KEY';

export async function runtimeOf(
  document: ProjectDocument,
  choice: RuntimeChoice,
  signal: AbortSignal,
): Promise<RuntimeOf> {
  const { data } = userFolders();
  const vault = openVault(data);
  const projectId = document.workspace.id;
  const target = choice.url === undefined ? chosenTarget(document, choice) : undefined;
  const url = runtimeAddress(target?.url ?? choice.url ?? '');
  const key =
    process.env[keyVariable]?.trim() ||
    (target === undefined ? undefined : await openTargetKeys(vault).read(projectId, target));
  if (key === undefined) {
    throw new AppError(
      'UNAUTHORIZED',
      `There is no key for the runtime at ${url}. Put it into the variable ${keyVariable}, or enter it in the app under Publish.`,
    );
  }
  const egress = createEgress();
  const kept = { folder: data, vault, preferences: openPreferences(join(data, 'preferences.json')) };
  const connectors = openConnectors(kept);
  const integrations = openIntegrations(kept);
  return {
    api: new RuntimeApi(egress, { url, key }, signal),
    projectId,
    environment: choice.environment ?? target?.environment ?? 'production',
    secrets: createRuntimeSecrets({ connectors, integrations, models: openModelProviders(data, vault) }),
    async [Symbol.asyncDispose]() {
      await connectors.close();
      await integrations.close();
      await egress.close();
    },
  };
}

function chosenTarget(
  { publishTargets }: ProjectDocument,
  { target: wanted, environment }: RuntimeChoice,
): PublishTarget {
  const fitting = publishTargets.filter(
    (target) =>
      (wanted === undefined || wanted === target.name || wanted === target.id) &&
      (wanted !== undefined || environment === undefined || target.environment === environment),
  );
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  const names = publishTargets.map(({ name }) => `“${name}”`).join(', ');
  throw new AppError(
    'INVALID_INPUT',
    publishTargets.length === 0
      ? 'The project has no publish target. Give the address of a runtime with --url.'
      : `Say with --target which one is meant: ${names}. Or give an address with --url.`,
  );
}
