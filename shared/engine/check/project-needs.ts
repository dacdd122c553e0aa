// What a project needs to run somewhere else: connectors, integrations, addresses, secrets, models. Read from what steps, and the
// actions that they offer, say of their settings.
// Invariants: pure; steps that are disabled need nothing; each thing once, sorted.
import { z } from 'zod';
import type { Integration } from '#shared/model/entities/integration.ts';
import { type FieldInput, fieldRegistry } from '#shared/model/field.ts';
import { serversOf } from '#shared/model/integrations/servers.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { StepDefinition } from '#shared/model/step-definition.ts';
import { simulatorName } from '../model-request.ts';
import { type CheckedStep, createProjectView, type ProjectView } from './project-view.ts';
import { type SettingValue, settingValues } from './setting-values.ts';

export interface ProjectNeeds {
  /** Connectors that steps have, with the name of the secret that each sends along. */
  readonly connectors: { id: string; name: string; secret: string | null }[];
  readonly integrations: { id: string; name: string; secret: string | null }[];
  readonly urlPatterns: string[];
  /** `connector:<id>`, `integration:<id>` and `model:<provider>`. */
  readonly secrets: string[];
  /** `provider/model`, or `simulator`. */
  readonly models: string[];
  /** Ids of steps that ask a model when none is chosen. */
  readonly stepsWithoutModel: string[];
  readonly permissions: (
    'run-code' | 'send-requests' | 'query-databases' | 'ask-models' | 'search-knowledge'
  )[];
}

export function projectNeeds(
  document: ProjectDocument,
  definitions: readonly StepDefinition[],
): ProjectNeeds {
  const view = createProjectView(document, definitions);
  const running = [...view.steps.values()].filter(({ step }) => step.isDisabled !== true);
  const withInput = (input: FieldInput): readonly CheckedStep[] =>
    running.filter(({ definition }) => fieldOf(definition, input) !== undefined);

  const values = withActions(
    view,
    running.flatMap((checked) => checked.values),
  );
  const named = (...inputs: readonly FieldInput[]): ReadonlySet<string> =>
    new Set(values.flatMap(({ input, value }) => (inputs.includes(input) ? textsIn(value) : [])));
  const usedConnectors = named('connectors');
  const connectors = document.connectors.filter(({ id }) => usedConnectors.has(id)).toSorted(byId);
  const usedIntegrations = named('integration');
  const integrations = document.integrations.filter(({ id }) => usedIntegrations.has(id)).toSorted(byId);
  const searchesKnowledge = withInput('sources').length > 0;
  const asking = withInput('model').map((checked) => ({
    id: checked.step.id,
    model: modelOf(checked) ?? document.workspace.defaultModel,
  }));
  const { embeddingModel } = document.workspace;
  const models = sorted([
    ...asking.flatMap(({ model }) => model ?? []),
    ...(searchesKnowledge && embeddingModel !== null ? [embeddingModel] : []),
  ]);
  const secrets = [
    ...connectors.filter(({ secretPlacement }) => secretPlacement.in !== 'none').map(connectorSecret),
    ...integrations.filter(hasSecret).map(integrationSecret),
    ...models
      .filter((model) => model !== simulatorName)
      .map((model) => `model:${model.split('/', 1)[0] ?? model}`),
  ];
  return {
    connectors: connectors.map((connector) => ({
      id: connector.id,
      name: connector.name,
      secret: connector.secretPlacement.in === 'none' ? null : connectorSecret(connector),
    })),
    integrations: integrations.map((integration) => ({
      id: integration.id,
      name: integration.name,
      secret: hasSecret(integration) ? integrationSecret(integration) : null,
    })),
    urlPatterns: sorted([
      ...connectors.flatMap(({ urlPatterns }) => urlPatterns),
      ...integrations.flatMap(serversOf),
    ]),
    secrets: sorted(secrets),
    models,
    stepsWithoutModel: asking.flatMap(({ id, model }) => (model === null ? id : [])),
    permissions: [
      ...(withInput('code').length > 0 ? (['run-code'] as const) : []),
      ...(connectors.length > 0 || integrations.some(({ service }) => service.kind === 'http')
        ? (['send-requests'] as const)
        : []),
      ...(integrations.some(({ service }) => service.kind === 'database')
        ? (['query-databases'] as const)
        : []),
      ...(asking.length > 0 ? (['ask-models'] as const) : []),
      ...(searchesKnowledge ? (['search-knowledge'] as const) : []),
    ],
  };
}

/** With the settings of the actions that are named in them, and of those that these name. */
function withActions({ document, kinds }: ProjectView, values: readonly SettingValue[]): SettingValue[] {
  const all = [...values];
  const seen = new Set<string>();
  // It grows while it is gone through.
  for (const { input, value } of all) {
    if (input !== 'actions' && input !== 'action') continue;
    for (const id of textsIn(value)) {
      const action = document.actions.find((each) => each.id === id);
      const schema = kinds.get(action?.type ?? '')?.settings;
      if (action === undefined || schema === undefined || seen.has(id)) continue;
      seen.add(id);
      all.push(...settingValues(schema, action.settings));
    }
  }
  return all;
}

const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id < other.id ? -1 : 1;

const hasSecret = ({ service }: Integration): boolean =>
  service.kind === 'database' || service.authorization.kind !== 'none';

const integrationSecret = ({ id }: { readonly id: string }): string => `integration:${id}`;

const connectorSecret = ({ id }: { readonly id: string }): string => `connector:${id}`;

/** The first field of a kind's settings with this input. */
function fieldOf(definition: StepDefinition | undefined, input: FieldInput): string | undefined {
  const found = Object.entries(definition?.settings.shape ?? {}).find(
    ([, schema]) => schema instanceof z.ZodType && fieldRegistry.get(schema)?.input === input,
  );
  return found?.[0];
}

function modelOf({ definition, settings }: CheckedStep): string | undefined {
  const named = settings[fieldOf(definition, 'model') ?? ''];
  return typeof named === 'string' && named.trim() !== '' ? named.trim() : undefined;
}

/** Of a list, or the one text. */
const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');

const sorted = (items: readonly string[]): string[] => [...new Set(items)].toSorted();
