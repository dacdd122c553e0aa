// Copying steps as text and pasting them: into the same workflow, another one, or another project.
// Invariants: ids are new, edges between the copies stay; nothing pasted refers to what this project does not have.
import type { Patch } from '#shared/model/edit.ts';
import type { Edge, Step } from '#shared/model/entities/flow.ts';
import type { Frame, Note } from '#shared/model/entities/furniture.ts';
import { type WorkflowId, workflowIdSchema } from '#shared/model/ids.ts';
import { type Clip, clipText, parseClip } from '#shared/model/clip.ts';
import { limits } from '#shared/model/limits.ts';
import { furnitureTitle } from '#shared/model/furniture-title.ts';
import { newEdgeId, newId, newStepId } from '../state/new-id.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { titleOf } from '../state/step-kinds.ts';
import { type Reference, referencesOf, withReferences } from './references.ts';
import { contentsOf } from './furniture-commands.ts';
import { type Point, putStep } from './step-commands.ts';

/**
 * Steps, notes and frames as text, frames with what they hold, and with what references are called. Null: none of them is
 * there.
 */
export function copySteps(index: ProjectIndex, ids: readonly string[]): string | null {
  const all = [...withContents(index, ids)];
  const steps = all.flatMap((id) => index.steps.get(id) ?? []);
  const notes = all.flatMap((id) => index.notes.get(id) ?? []);
  const frames = all.flatMap((id) => index.frames.get(id) ?? []);
  if (steps.length + notes.length + frames.length === 0) return null;
  const copied = new Set<string>(steps.map(({ id }) => id));
  const edges = steps.flatMap(({ id }) =>
    [...(index.edgeIdsBySource.get(id) ?? [])].flatMap((edgeId) => {
      const edge = index.edges.get(edgeId);
      return edge !== undefined && copied.has(edge.to) ? [edge] : [];
    }),
  );
  const names: Record<string, string> = {};
  for (const { to, id } of steps.flatMap(referencesOf)) {
    const name = copied.has(id) ? undefined : nameOf(index, to, id);
    if (name !== undefined) names[id] = name.slice(0, limits.name);
  }
  return clipText({ steps, edges, notes, frames }, names);
}

/** A frame brings along what it holds. */
export function withContents(index: ProjectIndex, ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.flatMap((id) => [id, ...contentsOf(index, id)]));
}

export interface Pasted {
  readonly command: Command;
  readonly stepIds: readonly string[];
  readonly furnitureIds: readonly string[];
  /** What was referred to and is not in this project, in words: `the workflow “Billing”`. */
  readonly missing: readonly string[];
}

/** Puts the clip into a workflow, its top left corner at `wish`, or beside what was pasted there before. */
export function pasteClip(index: ProjectIndex, clip: Clip, workflowId: WorkflowId, wish: Point): Pasted {
  const ids = new Map<string, Step['id']>(clip.steps.map(({ id }) => [id, newStepId()]));
  const furnitureIds = new Map([
    ...clip.notes.map(({ id }) => [id, newId('note')] as const),
    ...clip.frames.map(({ id }) => [id, newId('frame')] as const),
  ]);
  const positions = [...clip.steps, ...clip.notes, ...clip.frames].map(({ position }) => position);
  const left = Math.min(...positions.map(({ x }) => x));
  const top = Math.min(...positions.map(({ y }) => y));
  const taken = new Set([
    ...[...(index.stepIdsByWorkflow.get(workflowId) ?? [])].map((id) => spot(index.steps.get(id)?.position)),
    ...[...index.notes.values(), ...index.frames.values()]
      .filter((each) => each.workflowId === workflowId)
      .map(({ position }) => spot(position)),
  ]);
  let away = 0;
  const placed = ({ x, y }: Point) => ({
    x: Math.round(x - left + wish.x + away),
    y: Math.round(y - top + wish.y + away),
  });
  while (positions.some((position) => taken.has(spot(placed(position))))) away += besides;
  const missing = new Set<string>();

  const lead = (reference: Reference): string | null => {
    const copy = reference.to === 'step' ? ids.get(reference.id) : undefined;
    if (copy !== undefined) return copy;
    if (isThere(index, reference, workflowId)) return reference.id;
    const name = clip.names[reference.id];
    missing.add(name === undefined ? `a missing ${reference.to}` : `the ${reference.to} “${name}”`);
    return null;
  };

  const steps = clip.steps.flatMap((step) => {
    const id = ids.get(step.id);
    if (id === undefined) return [];
    return [{ ...withReferences(step, lead), id, workflowId, position: placed(step.position) }];
  });
  const furniture = [...clip.notes, ...clip.frames].map((each): Patch => {
    const id = furnitureIds.get(each.id) ?? each.id;
    const copy = { id, workflowId, position: placed(each.position) };
    if ('text' in each) return { collection: 'notes', id, value: { ...each, ...copy } };
    const collapsed =
      each.collapsed?.flatMap((hidden) => ids.get(hidden) ?? furnitureIds.get(hidden) ?? []) ?? null;
    return { collection: 'frames', id, value: { ...each, ...copy, collapsed } };
  });
  return {
    command: {
      label:
        furniture.length > 0 ? 'Paste' : `Paste ${steps.length === 1 ? 'step' : `${steps.length} steps`}`,
      patches: [...steps.map(putStep), ...copiedEdges(clip.edges, ids), ...furniture],
    },
    stepIds: steps.map(({ id }) => id),
    furnitureIds: [...furnitureIds.values()],
    missing: [...missing],
  };
}

/** Copies of steps, notes and frames, of which those of `ids` are named in the answer; right of what is copied where a frame is among it, since it would hold both. */
export function duplicateElements(index: ProjectIndex, ids: readonly string[]): Pasted | null {
  const text = copySteps(index, ids);
  const clip = text === null ? null : parseClip(text);
  const first = clip?.steps[0] ?? clip?.notes[0] ?? clip?.frames[0];
  if (clip === null || first === undefined) return null;
  const furniture = [...clip.notes, ...clip.frames];
  const all = [...clip.steps, ...furniture];
  const left = Math.min(...all.map(({ position }) => position.x));
  const top = Math.min(...all.map(({ position }) => position.y));
  const right = Math.max(...clip.frames.map(({ position, size }) => position.x + size.width));
  const place =
    clip.frames.length > 0
      ? freeBeside(index, all, { left, top, right })
      : { x: left + besides, y: top + besides };
  const pasted = pasteClip(index, clip, workflowIdSchema.parse(first.workflowId), place);
  const [only, ...others] = ids.flatMap((id) => index.notes.get(id) ?? index.frames.get(id) ?? []);
  const isOne = ids.length === 1 && only !== undefined && others.length === 0;
  const what = isOne ? furnitureTitle(only) : `${ids.length} things`;
  const isAsked = (each: { readonly id: string } | undefined): boolean => ids.includes(each?.id ?? '');
  return {
    ...pasted,
    stepIds: pasted.stepIds.filter((_, number) => isAsked(clip.steps[number])),
    furnitureIds: pasted.furnitureIds.filter((_, number) => isAsked(furniture[number])),
    command: { ...pasted.command, label: `Duplicate ${what}`.slice(0, 200) },
  };
}

const besides = 32;

/** Right of it, as far as it takes to lie over nothing: a frame holds what lies in it. */
function freeBeside(
  index: ProjectIndex,
  copied: readonly (Step | Note | Frame)[],
  { left, top, right }: { readonly left: number; readonly top: number; readonly right: number },
): Point {
  const bottom = Math.max(...copied.map((each) => each.position.y + sizeOf(each).height));
  const width = right - left;
  const others = [...index.steps.values(), ...index.notes.values(), ...index.frames.values()].filter(
    ({ workflowId }) => workflowId === copied[0]?.workflowId,
  );
  let x = right + besides;
  for (const other of others.toSorted((one, next) => one.position.x - next.position.x)) {
    const end = other.position.x + sizeOf(other).width;
    const isBeside = other.position.y < bottom && other.position.y + sizeOf(other).height > top;
    if (isBeside && end > x && other.position.x < x + width) x = end + besides;
  }
  return { x, y: top };
}

const sizeOf = (each: Step | Note | Frame) => ('size' in each ? each.size : { width: 216, height: 160 });
const spot = (point: Point | undefined): string => `${point?.x} ${point?.y}`;

/** One edge per port, as everywhere; a clip from elsewhere may say otherwise. */
function copiedEdges(edges: readonly Edge[], ids: ReadonlyMap<string, Step['id']>): readonly Patch[] {
  const taken = new Set<string>();
  return edges.flatMap(({ from, to }): Patch[] => {
    const source = ids.get(from.stepId);
    const target = ids.get(to);
    const port = `${from.stepId} ${from.port}`;
    if (source === undefined || target === undefined || taken.has(port)) return [];
    taken.add(port);
    const id = newEdgeId();
    return [
      { collection: 'edges', id, value: { id, from: { stepId: source, port: from.port }, to: target } },
    ];
  });
}

/** A step can be referred to from its own workflow alone. */
function isThere(index: ProjectIndex, { to, id }: Reference, workflowId: WorkflowId): boolean {
  if (to === 'workflow') return index.workflows.has(id);
  if (to === 'assistant') return index.assistants.has(id);
  return index.steps.get(id)?.workflowId === workflowId;
}

function nameOf(index: ProjectIndex, to: Reference['to'], id: string): string | undefined {
  if (to === 'workflow') return index.workflows.get(id)?.name;
  if (to === 'assistant') return index.assistants.get(id)?.name;
  const step = index.steps.get(id);
  return step === undefined ? undefined : titleOf(step);
}
