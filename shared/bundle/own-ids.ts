// Steps, notes and frames stand on one canvas, and a collapsed frame names all three by their ids alone: there, an id is
// of one of them. A bundle that was made elsewhere may know no such rule.
import type { Frame, Note } from '#shared/model/entities/furniture.ts';
import type { ProjectDocument } from '#shared/model/project.ts';

/**
 * The document in which every note and frame has an id of its own; the document itself where that is so. Nothing else
 * refers to their ids but collapsed frames, which go on hiding whatever they named.
 */
export function withOwnIds(document: ProjectDocument): ProjectDocument {
  const { steps, notes, frames } = document;
  const all = new Set<string>([...steps, ...notes, ...frames].map(({ id }) => id));
  if (all.size === steps.length + notes.length + frames.length) return document;

  const given = new Set<string>(steps.map(({ id }) => id));
  const renamed = new Map<string, readonly string[]>();
  const own = <Item extends Note | Frame>(item: Item): Item => {
    const { id } = item;
    if (!given.has(id)) {
      given.add(id);
      return item;
    }
    const newId = freeId(id, all);
    all.add(newId);
    renamed.set(id, [...(renamed.get(id) ?? []), newId]);
    return { ...item, id: newId };
  };
  return {
    ...document,
    notes: notes.map(own),
    frames: frames.map(own).map((frame) => ({
      ...frame,
      collapsed: frame.collapsed?.flatMap((id) => [id, ...(renamed.get(id) ?? [])]) ?? null,
    })),
  };
}

const longestId = 64;

function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) {
    const end = `-${number}`;
    const free = `${id.slice(0, longestId - end.length)}${end}`;
    if (!taken.has(free)) return free;
  }
}
