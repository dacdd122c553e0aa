// Turns notes and frames into React Flow's nodes, and folds away what collapsed frames hide.
// Invariants: pure; what did not change keeps its identity; a connection of a hidden step is drawn at its frame.
import type { Node as FlowNode } from '@xyflow/react';
import type { Frame, Note } from '#shared/model/entities/furniture.ts';
import { furnitureTitle } from '#shared/model/furniture-title.ts';
import type { StepFlowEdge, StepFlowNode } from '../flow-elements.ts';
import { inputHandle } from '../port-place.ts';

export type NoteFlowNode = FlowNode<{ readonly note: Note }, 'note'>;
/** `hiddenCount`: null while it is shown open. */
export type FrameFlowNode = FlowNode<{ readonly frame: Frame; readonly hiddenCount: number | null }, 'frame'>;
export type FurnitureNode = NoteFlowNode | FrameFlowNode;
export type CanvasNode = StepFlowNode | FurnitureNode;

export const chipSize = { width: 216, height: 56 } as const;
export const chipOutput = 'output';
/** Below every step, also while selected, which lifts a node by a thousand. */
const frameLevel = -2000;

/** Hidden id → the frame that is drawn in its place. A collapsed frame opens while something in it is selected. */
export function foldedInto(
  frames: readonly Frame[],
  selected: readonly ReadonlySet<string>[],
): ReadonlyMap<string, string> {
  const folded = new Map<string, string>();
  const isSelected = (id: string): boolean => selected.some((ids) => ids.has(id));
  // A frame hides all that frames in it hide, so the longer list is the outer one's.
  const collapsed = frames
    .filter((frame) => frame.collapsed !== null && !frame.collapsed.some(isSelected))
    .toSorted((one, other) => (other.collapsed?.length ?? 0) - (one.collapsed?.length ?? 0));
  for (const { id, collapsed: hidden } of collapsed) {
    if (folded.has(id)) continue;
    for (const each of hidden ?? []) folded.set(each, id);
  }
  return folded;
}

export interface Furniture {
  readonly notes: readonly Note[];
  readonly frames: readonly Frame[];
  readonly folded: ReadonlyMap<string, string>;
  readonly selected: ReadonlySet<string>;
  /** Of what is shown, to count what a collapsed frame hides. */
  readonly stepIds: ReadonlySet<string>;
}

export function furnitureNodes(before: FurnitureNode[], furniture: Furniture): FurnitureNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const nodes: FurnitureNode[] = [];
  for (const frame of furniture.frames) {
    if (!furniture.folded.has(frame.id)) nodes.push(frameNode(known.get(frame.id), frame, furniture));
  }
  for (const note of furniture.notes) {
    if (!furniture.folded.has(note.id)) nodes.push(noteNode(known.get(note.id), note, furniture));
  }
  const isSame = nodes.length === before.length && nodes.every((node, place) => node === before[place]);
  return isSame ? before : nodes;
}

function noteNode(known: FurnitureNode | undefined, note: Note, { selected }: Furniture): NoteFlowNode {
  const isSelected = selected.has(note.id);
  if (known?.type === 'note' && known.data.note === note && known.selected === isSelected) return known;
  return {
    ...(known?.type === 'note' ? known : {}),
    id: note.id,
    type: 'note',
    position: note.position,
    ...note.size,
    data: { note },
    selected: isSelected,
    ariaLabel: furnitureTitle(note),
  };
}

function frameNode(known: FurnitureNode | undefined, frame: Frame, furniture: Furniture): FrameFlowNode {
  const isSelected = furniture.selected.has(frame.id);
  const isOpen = frame.collapsed === null || !frame.collapsed.some((id) => furniture.folded.has(id));
  const isEmpty = frame.collapsed !== null && frame.collapsed.length === 0;
  const hiddenCount =
    isOpen && !isEmpty ? null : (frame.collapsed ?? []).filter((id) => furniture.stepIds.has(id)).length;
  if (
    known?.type === 'frame' &&
    known.data.frame === frame &&
    known.data.hiddenCount === hiddenCount &&
    known.selected === isSelected
  ) {
    return known;
  }
  const isFolded = hiddenCount !== null;
  return {
    ...(known?.type === 'frame' ? known : {}),
    id: frame.id,
    type: 'frame',
    position: frame.position,
    ...(isFolded ? chipSize : frame.size),
    data: { frame, hiddenCount },
    selected: isSelected,
    ariaLabel: isFolded ? `${furnitureTitle(frame)}, collapsed` : furnitureTitle(frame),
    // An open frame is taken by its name alone, so that one can still box-select and pan inside it.
    style: { pointerEvents: isFolded ? 'all' : 'none' },
    dragHandle: '.frame__grip',
    zIndex: isFolded ? 0 : frameLevel,
  };
}

/** Connections between hidden steps go; those that lead in or out are drawn at the frame. */
export function foldEdges(edges: StepFlowEdge[], folded: ReadonlyMap<string, string>): StepFlowEdge[] {
  if (folded.size === 0) return edges;
  return edges.flatMap((edge) => {
    const source = folded.get(edge.source);
    const target = folded.get(edge.target);
    if (source === undefined && target === undefined) return [edge];
    if (source === target) return [];
    return [
      {
        ...edge,
        reconnectable: false,
        ...(source === undefined ? {} : { source, sourceHandle: chipOutput }),
        ...(target === undefined ? {} : { target, targetHandle: inputHandle }),
      },
    ];
  });
}
