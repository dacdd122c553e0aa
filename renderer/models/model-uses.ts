// Which steps of the open project name a model of a provider.
import { settingValues } from '#shared/engine/check/setting-values.ts';
import type { Step } from '#shared/model/entities/flow.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { definitionOf, settingsOf } from '../state/step-kinds.ts';

export interface ModelUses {
  readonly steps: readonly Step[];
  readonly isDefault: boolean;
}

export function usesOfProvider(index: ProjectIndex, providerId: string): ModelUses {
  const isOne = (value: unknown): boolean => typeof value === 'string' && value.startsWith(`${providerId}/`);
  return {
    isDefault: isOne(index.workspace.defaultModel),
    steps: [...index.steps.values()].filter((step) => {
      const definition = definitionOf(step.kind);
      if (definition === undefined) return false;
      const values = settingValues(definition.settings, settingsOf(step));
      return values.some(({ input, value }) => input === 'model' && isOne(value));
    }),
  };
}
