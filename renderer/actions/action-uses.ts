// Which steps run an action or offer it to an AI.
import type { Step } from '#shared/model/entities/flow.ts';
import { fieldsOfInput } from '../panels/fields/fields-of-input.ts';
import type { ProjectIndex } from '../state/project-index.ts';

interface ActionUse {
  readonly step: Step;
  /** The setting that names it. */
  readonly field: string;
}

/** By the action's id; actions that nothing uses are not there. */
export function usesOfActions(index: ProjectIndex): ReadonlyMap<string, readonly ActionUse[]> {
  const uses = new Map<string, ActionUse[]>();
  for (const step of index.steps.values()) {
    const fields = [...fieldsOfInput(step, 'action'), ...fieldsOfInput(step, 'actions')];
    for (const { field, value } of fields) {
      for (const id of Array.isArray(value) ? value : [value]) {
        if (typeof id !== 'string') continue;
        const known = uses.get(id) ?? [];
        uses.set(id, [...known, { step, field }]);
      }
    }
  }
  return uses;
}
