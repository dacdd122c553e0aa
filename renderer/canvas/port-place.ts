// Where the dots of a node are, as canvas.css draws them, for what is computed without drawing.
import { type NodeHandle, Position } from '@xyflow/react';
import { nodeWidth } from './step-size.ts';

const border = 1;
const headMiddle = 24;
const rowHeight = 22;
const listPadding = 5;
const dot = 11;

export const portTop = {
  /** Of the input, of an only port, and of a link: beside the title. */
  head: border + headMiddle,
  /** Of the port in this row, of so many. */
  row: (count: number, place: number, height: number): number =>
    count === 1 ? border + headMiddle : height - border - listPadding - (count - place - 0.5) * rowHeight,
} as const;

export const inputHandle = 'input';
export const linkHandle = 'link';

/** What connections can come to and leave from. */
export interface Ports {
  readonly hasInput: boolean;
  readonly hasLink: boolean;
  /** Ids, from top to bottom. */
  readonly rows: readonly string[];
}

/** The dots as React Flow would measure them, so that connections are drawn right also where their steps are not. */
export function handlesAt({ hasInput, hasLink, rows }: Ports, height: number): NodeHandle[] {
  const handles = rows.map((id, place) => source(id, portTop.row(rows.length, place, height)));
  if (hasLink) handles.push(source(linkHandle, portTop.head));
  if (hasInput)
    handles.push({ ...at(border, portTop.head), id: inputHandle, type: 'target', position: Position.Left });
  return handles;
}

const source = (id: string, top: number): NodeHandle => ({
  ...at(nodeWidth - border, top),
  id,
  type: 'source',
  position: Position.Right,
});

const at = (x: number, y: number) => ({ x: x - dot / 2, y: y - dot / 2, width: dot, height: dot });
