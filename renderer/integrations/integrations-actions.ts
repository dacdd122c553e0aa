// What an author can do with integrations from anywhere.
import type { Integration } from '#shared/model/entities/integration.ts';
import { type Operation, operationSchema } from '#shared/model/entities/operation.ts';
import type { IntegrationPreset } from '#shared/model/integration-presets/preset.ts';
import { filledService } from '#shared/model/integration-presets/preset.ts';
import type { TakenOperation } from '#shared/ipc/integrations.ts';
import type { Action } from '../commands/actions/action.ts';
import { newId } from '../state/new-id.ts';
import { currentProject, run } from '../state/project-store.ts';
import { closeScreen, isScreenOpen } from '../state/screen-store.ts';
import { offerUndo } from '../workflows/undo-notice.tsx';
import { addIntegration, addOperations, removeIntegration, removeOperation } from './integration-commands.ts';
import { openIntegrations } from './screen-store.ts';

export const integrationsAction: Action = {
  id: 'integrations.toggle',
  title: 'Integrations',
  group: 'Project',
  keys: ['Alt+9'],
  where: 'everywhere',
  words: 'show hide services operations oauth openapi database crm shop',
  run() {
    if (isScreenOpen('integrations')) closeScreen();
    else openIntegrations({ kind: 'all' });
  },
};

const mayEdit = (): boolean => currentProject()?.readOnly === null;

export const registeredActions: readonly Action[] = [
  integrationsAction,
  {
    id: 'integrations.new',
    title: 'Connect a service…',
    group: 'Project',
    words: 'add new integration preset stripe shopify zendesk',
    isPossible: mayEdit,
    run: () => openIntegrations({ kind: 'new' }),
  },
  {
    id: 'integrations.import',
    title: 'Import operations from OpenAPI…',
    group: 'Project',
    words: 'swagger document integration',
    isPossible: mayEdit,
    run: () => openIntegrations({ kind: 'import', into: null }),
  },
];

/** Ids of their own, also for what is in them. */
export function operationsFor(integrationId: string, given: readonly TakenOperation[]): readonly Operation[] {
  return given.map((operation) => ({
    ...operation,
    id: newId('operation'),
    integrationId,
    parameters: operation.parameters.map((parameter) => ({ ...parameter, id: newId('parameter') })),
    outputs: operation.outputs.map((output) => ({ ...output, id: newId('output') })),
  }));
}

export function makeIntegration(made: Omit<Integration, 'id'>, given: readonly TakenOperation[]): void {
  const id = newId('integration');
  run((index) => addIntegration(index, { ...made, id }, operationsFor(id, given)));
  openIntegrations({ kind: 'integration', id });
}

export function makeFromPreset(preset: IntegrationPreset, blanks: Readonly<Record<string, string>>): void {
  const { title, service, operations, requestsPerMinute } = preset;
  makeIntegration(
    {
      name: preset.id === 'rest' ? 'Service' : title,
      preset: preset.id,
      service: filledService(service, blanks),
      requestsPerMinute,
    },
    operations,
  );
}

export function makeDatabase(engine: 'sqlite' | 'postgresql' | 'mysql'): void {
  makeIntegration(
    {
      name: 'Database',
      preset: 'custom',
      service: {
        kind: 'database',
        engine,
        path: '',
        host: '',
        port: null,
        database: '',
        username: '',
        isEncrypted: true,
      },
      requestsPerMinute: null,
    },
    [],
  );
}

export function makeOperation(integrationId: string): void {
  const id = newId('operation');
  const operation = operationSchema.parse({
    id,
    integrationId,
    name: 'New operation',
    method: 'GET',
    path: '/',
  });
  run(() => addOperations([operation]));
  openIntegrations({ kind: 'operation', id, integrationId });
}

export function deleteIntegration({ id, name }: Integration): void {
  run((index) => {
    const command = removeIntegration(index, id);
    if (command !== null)
      offerUndo(`“${name}” and its operations are deleted. Its secret is kept for an undo.`, command.label);
    return command;
  });
  openIntegrations({ kind: 'all' });
}

export function deleteOperation({ id, integrationId, name }: Operation): void {
  run((index) => {
    const command = removeOperation(index, id);
    if (command !== null) offerUndo(`The operation “${name}” is deleted.`, command.label);
    return command;
  });
  openIntegrations({ kind: 'integration', id: integrationId });
}
