// Commands on integrations and their operations. Pure: a state in, a command out. Secrets are no part of them.
import type { Patch } from '#shared/model/edit.ts';
import type { Integration } from '#shared/model/entities/integration.ts';
import type { Operation } from '#shared/model/entities/operation.ts';
import { limits } from '#shared/model/limits.ts';
import type { FieldChange } from '../panels/fields/field-props.ts';
import { freeName } from '../panels/fields/free-name.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';

export function addIntegration(
  index: ProjectIndex,
  made: Integration,
  operations: readonly Operation[],
): Command {
  const names = [...index.integrations.values()].map(({ name }) => name);
  const value = { ...made, name: freeName(made.name, names) };
  return {
    label: clipped(`Add integration ${value.name}`),
    patches: [{ collection: 'integrations', id: value.id, value }, ...operations.map(putOperation)],
  };
}

/** `part` names what is typed on, so that a pause-free change of it is one undo step. */
export function changeIntegration(
  index: ProjectIndex,
  id: string,
  change: Partial<Omit<Integration, 'id'>>,
  part: string,
): Command | null {
  const integration = index.integrations.get(id);
  if (integration === undefined) return null;
  const value = { ...integration, ...change };
  if (JSON.stringify(value) === JSON.stringify(integration)) return null;
  return {
    label: clipped(`Change ${part} of integration ${integration.name}`),
    patches: [{ collection: 'integrations', id, value }],
    coalesceKey: `integration-${id}-${part}`.slice(0, 200),
  };
}

/** With its operations. */
export function removeIntegration(index: ProjectIndex, id: string): Command | null {
  const integration = index.integrations.get(id);
  if (integration === undefined) return null;
  const gone = operationsOf(index, id).map((operation): Patch => ({
    collection: 'operations',
    id: operation.id,
    value: null,
  }));
  return {
    label: clipped(`Delete integration ${integration.name}`),
    patches: [...gone, { collection: 'integrations', id, value: null }],
  };
}

export function addOperations(operations: readonly Operation[]): Command | null {
  const [first] = operations;
  if (first === undefined) return null;
  return {
    label: clipped(
      operations.length === 1 ? `Add operation ${first.name}` : `Add ${operations.length} operations`,
    ),
    patches: operations.map(putOperation),
  };
}

/** Typing in one field is one undo step. */
export function changeOperation(index: ProjectIndex, next: Operation, change: FieldChange): Command | null {
  const operation = index.operations.get(next.id);
  if (operation === undefined || JSON.stringify(operation) === JSON.stringify(next)) return null;
  return {
    label: clipped(change.edit ?? `Change ${change.label.toLowerCase()} of operation ${next.name}`),
    patches: [putOperation(next)],
    ...(change.edit === undefined
      ? { coalesceKey: `operation-${next.id}-${change.path}`.slice(0, 200) }
      : {}),
  };
}

export function removeOperation(index: ProjectIndex, id: string): Command | null {
  const operation = index.operations.get(id);
  if (operation === undefined) return null;
  return {
    label: clipped(`Delete operation ${operation.name}`),
    patches: [{ collection: 'operations', id, value: null }],
  };
}

export function operationsOf(index: ProjectIndex, integrationId: string): readonly Operation[] {
  return [...index.operations.values()].filter((operation) => operation.integrationId === integrationId);
}

export function isNameTaken(index: ProjectIndex, id: string, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  return [...index.integrations.values()].some(
    (other) => other.id !== id && other.name.trim().toLowerCase() === wanted,
  );
}

const putOperation = (value: Operation): Patch => ({ collection: 'operations', id: value.id, value });

const clipped = (label: string): string => label.slice(0, limits.name);
