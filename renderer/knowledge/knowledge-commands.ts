// Commands on sources of knowledge. What they say is kept by the host; these say which of it the project has.
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { limits } from '#shared/model/limits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import type { Command } from '../state/pending-edits.ts';

/** One edit for all of them, so that one undo takes a whole import back. */
export function putSources(sources: readonly KnowledgeSource[], label: string): Command | null {
  if (sources.length === 0) return null;
  return {
    label: label.slice(0, limits.name),
    patches: sources.map((value) => ({ collection: 'knowledgeSources', id: value.id, value })),
  };
}

export function renameSource(index: ProjectIndex, id: string, name: string): Command | null {
  const source = index.knowledgeSources.get(id);
  const trimmed = name.trim().slice(0, limits.name);
  if (source === undefined || trimmed === '' || trimmed === source.name) return null;
  return putSources([{ ...source, name: trimmed }], 'Rename source');
}

export function switchSource(index: ProjectIndex, id: string, isEnabled: boolean): Command | null {
  const source = index.knowledgeSources.get(id);
  if (source === undefined || source.isEnabled === isEnabled) return null;
  return putSources([{ ...source, isEnabled }], `Switch ${source.name} ${isEnabled ? 'on' : 'off'}`);
}

export function removeSource(index: ProjectIndex, id: string): Command | null {
  const source = index.knowledgeSources.get(id);
  if (source === undefined) return null;
  return {
    label: `Remove source ${source.name}`.slice(0, limits.name),
    patches: [{ collection: 'knowledgeSources', id, value: null }],
  };
}
