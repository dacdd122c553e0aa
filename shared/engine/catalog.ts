// What a project connects and can do: look-ups for steps that run actions.
import type { Action } from '#shared/model/entities/action.ts';
import type { Integration } from '#shared/model/entities/integration.ts';
import type { Operation } from '#shared/model/entities/operation.ts';

/** By id. */
export interface Catalog {
  readonly actions: ReadonlyMap<string, Action>;
  readonly integrations: ReadonlyMap<string, Integration>;
  readonly operations: ReadonlyMap<string, Operation>;
}
