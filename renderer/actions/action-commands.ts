// Commands on actions: add, change, copy, delete. Pure: a state in, a command out.
import type { Action } from '#shared/model/entities/action.ts';
import { limits } from '#shared/model/limits.ts';
import { newId } from '../state/new-id.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { freeName } from '../panels/fields/free-name.ts';
import type { FieldChange } from '../panels/fields/field-props.ts';

export function addAction(index: ProjectIndex, made: Action): Command {
  const value = { ...made, name: freeName(made.name, namesIn(index)) };
  return {
    label: clipped(`Add action ${value.name}`),
    patches: [{ collection: 'actions', id: value.id, value }],
  };
}

/** Typing in one field is one undo step. */
export function changeAction(index: ProjectIndex, next: Action, change: FieldChange): Command | null {
  const action = index.actions.get(next.id);
  if (action === undefined || JSON.stringify(action) === JSON.stringify(next)) return null;
  return {
    label: clipped(change.edit ?? `Change ${change.label.toLowerCase()} of action ${next.name}`),
    patches: [{ collection: 'actions', id: next.id, value: next }],
    ...(change.edit === undefined ? { coalesceKey: `action-${next.id}-${change.path}`.slice(0, 200) } : {}),
  };
}

/** The copy has ids of its own, also for what is in it. */
export function duplicateAction(index: ProjectIndex, id: string, copyId: string): Command | null {
  const action = index.actions.get(id);
  if (action === undefined) return null;
  const value: Action = {
    ...action,
    id: copyId,
    name: freeName(action.name, namesIn(index)),
    examples: action.examples.map((example) => ({ ...example, id: newId('example') })),
    inputs: action.inputs.map((input) => ({
      ...input,
      id: newId('input'),
      choices: input.choices.map((choice) => ({ ...choice, id: newId('choice') })),
    })),
  };
  return {
    label: clipped(`Duplicate action ${action.name}`),
    patches: [{ collection: 'actions', id: copyId, value }],
  };
}

export function removeAction(index: ProjectIndex, id: string): Command | null {
  const action = index.actions.get(id);
  if (action === undefined) return null;
  return {
    label: clipped(`Delete action ${action.name}`),
    patches: [{ collection: 'actions', id, value: null }],
  };
}

export function isNameTaken(index: ProjectIndex, id: string, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  return [...index.actions.values()].some(
    (other) => other.id !== id && other.name.trim().toLowerCase() === wanted,
  );
}

const namesIn = (index: ProjectIndex): readonly string[] =>
  [...index.actions.values()].map(({ name }) => name);

const clipped = (label: string): string => label.slice(0, limits.name);
