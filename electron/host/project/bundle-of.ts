import type { Bundle } from '#shared/bundle/parse-bundle.ts';
import { bundledLength, writeBundle } from '#shared/bundle/write-bundle.ts';
import { collectKnowledge } from '#shared/drivers/knowledge/bundled-knowledge.ts';
import { limits } from '#shared/model/limits.ts';
import type { Project } from './project.ts';

export interface CollectedBundle extends Bundle {
  /** Names of sources for whose content there was no room. */
  readonly leftOut: readonly string[];
}

/** A project with what its sources say, as far as that makes no bundle that is too large to be read. */
export function bundleOf(project: Pick<Project, 'document' | 'readKnowledge'>): CollectedBundle {
  const document = project.document();
  const room = { room: limits.bundleBytes - writeBundle(document).length, lengthOf: bundledLength };
  return { document, ...project.readKnowledge((store) => collectKnowledge(store, document, room)) };
}
