// What a step puts into `args` on each of its ports, as far as the project tells, also where it runs an action or an operation.
// Pure; checks and the lists of values ask the same.
import { z } from 'zod';
import type { Action } from '#shared/model/entities/action.ts';
import type { StepDefinition, StepDescription } from '#shared/model/step-definition.ts';
import type { JsonObject } from '#shared/util/json.ts';
import type { Catalog } from '../catalog.ts';

interface ResultNames {
  readonly names: readonly string[];
  /** Only running it can tell what else. */
  readonly isOpen: boolean;
}

interface WritingStep {
  readonly settings: JsonObject;
  readonly description: Pick<StepDescription, 'writes' | 'likelyWrites'>;
}

type Known = Pick<Catalog, 'actions' | 'operations'> & {
  readonly kindOf: (kind: string) => Pick<StepDefinition, 'describe'> | undefined;
};

const usesSchema = z
  .object({
    operationId: z.string().nullish(),
    actionId: z.string().nullish(),
    /** Those that a prompt offers; each has a port of its id. */
    actions: z.array(z.string()).default([]),
  })
  .catch({ actions: [] });

export function resultNames({ settings, description }: WritingStep, port: string, known: Known): ResultNames {
  const { writes } = description;
  if (writes !== undefined) return only(writes);
  const { operationId, actionId, actions } = usesSchema.parse(settings);
  const likely = description.likelyWrites();
  if (actions.length > 0 || typeof actionId === 'string') {
    if (port === 'declined') return only(['declined', 'content', 'reason']);
    const action = known.actions.get(actions.includes(port) ? port : (actionId ?? ''));
    // What a prompt's tools give, when it is one of them that was chosen.
    return action === undefined || port === 'error' ? only(likely) : ofAction(action, known);
  }
  return ofOperation(operationId, known) ?? { names: likely, isOpen: true };
}

function ofAction({ type, settings }: Action, known: Known): ResultNames {
  const described = known.kindOf(type)?.describe(settings);
  const writes = described?.ok === true ? described.description.writes : undefined;
  if (writes !== undefined) return only(writes);
  const { operationId } = usesSchema.parse(settings);
  return ofOperation(operationId, known) ?? { names: [], isOpen: true };
}

function ofOperation(id: string | null | undefined, { operations }: Known): ResultNames | undefined {
  const operation = operations.get(id ?? '');
  if (operation === undefined) return undefined;
  return only(operation.outputs.length === 0 ? ['result'] : operation.outputs.map(({ name }) => name));
}

const only = (names: readonly string[]): ResultNames => ({ names, isOpen: false });
