// Commands on publish targets. Their keys are no part of them: they go to the host alone.
import { limits } from '#shared/model/limits.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';

export function putTarget(index: ProjectIndex, target: PublishTarget): Command | null {
  const before = index.publishTargets.get(target.id);
  if (JSON.stringify(before) === JSON.stringify(target)) return null;
  const label = `${before === undefined ? 'Add' : 'Change'} publish target ${target.name}`;
  return {
    label: label.slice(0, limits.name),
    patches: [{ collection: 'publishTargets', id: target.id, value: target }],
  };
}

export function removeTarget(index: ProjectIndex, id: string): Command | null {
  const target = index.publishTargets.get(id);
  if (target === undefined) return null;
  return {
    label: `Remove publish target ${target.name}`.slice(0, limits.name),
    patches: [{ collection: 'publishTargets', id, value: null }],
  };
}
