// What differs between the notes and frames of two states of a workflow.
// Invariants: pure; where one lies and how large it is, is told apart from what it says.
import type { Frame, Note } from '#shared/model/entities/furniture.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { shorten } from '#shared/model/words.ts';
import { furnitureTitle } from '#shared/model/furniture-title.ts';
import type { Mark } from './mark.ts';
import { isSame } from './setting-words.ts';

export interface FurnitureChange {
  readonly mark: Mark;
  /** As it is afterwards; a removed one as it was. */
  readonly furniture: Note | Frame;
  readonly title: string;
  readonly details: readonly string[];
}

export interface FurnitureChanges {
  readonly changes: readonly FurnitureChange[];
  readonly movedCount: number;
}

export function compareFurniture(
  before: ProjectDocument,
  after: ProjectDocument,
  workflowId: string,
): FurnitureChanges {
  const [old, now] = [furnitureOf(before, workflowId), furnitureOf(after, workflowId)];
  const changes: FurnitureChange[] = [];
  let movedCount = 0;
  for (const [id, is] of now) {
    const was = old.get(id);
    if (was === undefined) {
      changes.push({ mark: 'added', furniture: is, title: furnitureTitle(is), details: [] });
      continue;
    }
    const details = detailsOf(was, is);
    if (details.length > 0) {
      changes.push({ mark: 'changed', furniture: is, title: furnitureTitle(is), details });
    }
    if (!isSame([was.position, was.size], [is.position, is.size])) movedCount += 1;
  }
  for (const [id, was] of old) {
    if (!now.has(id))
      changes.push({ mark: 'removed', furniture: was, title: furnitureTitle(was), details: [] });
  }
  return { changes, movedCount };
}

export function furnitureOf(
  { notes, frames }: ProjectDocument,
  workflowId: string,
): ReadonlyMap<string, Note | Frame> {
  const here = [...frames, ...notes].filter((each) => each.workflowId === workflowId);
  return new Map(here.map((each) => [each.id, each]));
}

function detailsOf(was: Note | Frame, is: Note | Frame): readonly string[] {
  const details: string[] = [];
  const [old, now] = [wordsOf(was), wordsOf(is)];
  if (old !== now) {
    details.push(`${'text' in is ? 'Text' : 'Name'}: “${shorten(old, 60)}” → “${shorten(now, 60)}”`);
  }
  if (was.color !== is.color) details.push(`Colour: ${was.color} → ${is.color}`);
  if ('collapsed' in was && 'collapsed' in is && (was.collapsed === null) !== (is.collapsed === null)) {
    details.push(is.collapsed === null ? 'Opened' : 'Collapsed');
  }
  return details;
}

const wordsOf = (each: Note | Frame): string => ('text' in each ? each.text : each.name);
