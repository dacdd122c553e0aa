// What a project needs to run somewhere else: connectors, addresses, secrets, models. Read from what steps say of their settings.
// Invariants: pure; steps that are disabled need nothing; each thing once, sorted.
import { z } from 'zod';
import { type FieldInput, fieldRegistry } from '#shared/model/field.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { StepDefinition } from '#shared/model/step-definition.ts';
import { simulatorName } from '../model-request.ts';
import { type CheckedStep, createProjectView } from './project-view.ts';

export interface ProjectNeeds {
  /** Connectors that steps have, with the name of the secret that each sends along. */
  readonly connectors: { id: string; name: string; secret: string | null }[];
  readonly urlPatterns: string[];
  /** `connector:<id>` and `model:<provider>`. */
  readonly secrets: string[];
  /** `provider/model`, or `simulator`. */
  readonly models: string[];
  /** Ids of steps that ask a model when none is chosen. */
  readonly stepsWithoutModel: string[];
  readonly permissions: ('run-code' | 'send-requests' | 'ask-models' | 'search-knowledge')[];
}

export function projectNeeds(
  document: ProjectDocument,
  definitions: readonly StepDefinition[],
): ProjectNeeds {
  const running = [...createProjectView(document, definitions).steps.values()].filter(
    ({ step }) => step.isDisabled !== true,
  );
  const withInput = (input: FieldInput): readonly CheckedStep[] =>
    running.filter(({ definition }) => fieldOf(definition, input) !== undefined);

  const used = new Set(
    running.flatMap(({ values }) =>
      values.flatMap(({ input, value }) => (input === 'connectors' ? textsIn(value) : [])),
    ),
  );
  const connectors = document.connectors
    .filter(({ id }) => used.has(id))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const asking = withInput('model').map((checked) => ({
    id: checked.step.id,
    model: modelOf(checked) ?? document.workspace.defaultModel,
  }));
  const models = sorted(asking.flatMap(({ model }) => model ?? []));
  const secrets = [
    ...connectors.filter(({ secretPlacement }) => secretPlacement.in !== 'none').map(connectorSecret),
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
    urlPatterns: sorted(connectors.flatMap(({ urlPatterns }) => urlPatterns)),
    secrets: sorted(secrets),
    models,
    stepsWithoutModel: asking.flatMap(({ id, model }) => (model === null ? id : [])),
    permissions: [
      ...(withInput('code').length > 0 ? (['run-code'] as const) : []),
      ...(connectors.length > 0 ? (['send-requests'] as const) : []),
      ...(asking.length > 0 ? (['ask-models'] as const) : []),
      ...(withInput('sources').length > 0 ? (['search-knowledge'] as const) : []),
    ],
  };
}

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

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const sorted = (items: readonly string[]): string[] => [...new Set(items)].toSorted();
