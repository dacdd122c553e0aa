// Commands on assistants: who speaks to the customer.
import type { Assistant } from '#shared/model/entities/flow.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { changeWorkspace } from './workflow-commands.ts';

export function addAssistant(id: Assistant['id']): Command {
  const value: Assistant = { id, name: 'New assistant', avatar: null };
  return { label: 'Add assistant', patches: [{ collection: 'assistants', id, value }] };
}

export function changeAssistant(
  index: ProjectIndex,
  id: string,
  change: Partial<Pick<Assistant, 'name' | 'avatar'>>,
): Command | null {
  const assistant = index.assistants.get(id);
  if (assistant === undefined || change.name === '') return null;
  return {
    label: 'Change assistant',
    coalesceKey: `assistant:${id}`,
    patches: [{ collection: 'assistants', id, value: { ...assistant, ...change } }],
  };
}

/** The primary one stays: it speaks where no other is chosen. */
export function deleteAssistant(index: ProjectIndex, id: string): Command | null {
  const assistant = index.assistants.get(id);
  if (assistant === undefined || id === index.workspace.primaryAssistantId) return null;
  return {
    label: `Delete assistant ${assistant.name}`.slice(0, 200),
    patches: [{ collection: 'assistants', id, value: null }],
  };
}

export function makePrimary(index: ProjectIndex, id: string): Command | null {
  const assistant = index.assistants.get(id);
  if (assistant === undefined || id === index.workspace.primaryAssistantId) return null;
  return changeWorkspace(
    { ...index.workspace, primaryAssistantId: assistant.id },
    'Change primary assistant',
  );
}
