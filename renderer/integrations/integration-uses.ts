// Which actions and steps of the open project use an integration, or one of its operations.
import type { Action } from '#shared/model/entities/action.ts';
import type { Step } from '#shared/model/entities/flow.ts';
import type { ProjectIndex } from '../state/project-index.ts';

export interface IntegrationUses {
  readonly actions: readonly Action[];
  readonly steps: readonly Step[];
}

/** `id` is that of an integration or an operation; settings name it by its whole id. */
export function usesOfIntegration(index: ProjectIndex, id: string): IntegrationUses {
  const names = ({ settings }: { readonly settings: unknown }): boolean => mentions(settings, id);
  return {
    actions: [...index.actions.values()].filter(names),
    steps: [...index.steps.values()].filter(names),
  };
}

function mentions(value: unknown, id: string): boolean {
  if (typeof value === 'string') return value === id;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((part) => mentions(part, id));
}
