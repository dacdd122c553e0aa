// A workflow as the layout engine sees it, and places as the canvas wants them.
// Invariants: pure; ports keep their order from top to bottom, so that ways do not cross without need.
import type { ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import type { Box } from '../../commands/arrange-commands.ts';
import type { Point } from '../../commands/step-commands.ts';
import type { Link } from '#shared/model/step-definition.ts';
import type { ProjectIndex } from '../../state/project-index.ts';
import { connectedPortsOf, hasInput, linksOf, portRowsOf } from '../../state/step-kinds.ts';
import { portTop } from '../port-place.ts';

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.thoroughness': '2',
  'elk.layered.spacing.nodeNodeBetweenLayers': '96',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.componentComponent': '80',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

const linkPort = ' link';
const inputPort = ' input';

export function layoutGraph(index: ProjectIndex, boxes: readonly Box[]): ElkNode {
  const laidOut = new Set(boxes.map(({ id }) => id));
  const sorted = boxes.toSorted((one, other) => one.x - other.x || one.y - other.y);
  const children = sorted.map((box) => nodeOf(index, box));
  const ports = new Set(children.flatMap((child) => child.ports.map(({ id }) => id)));
  const edges = sorted.flatMap(({ id }) => [
    ...[...(index.edgeIdsBySource.get(id) ?? [])].flatMap((edgeId) => {
      const edge = index.edges.get(edgeId);
      return edge === undefined ? [] : [{ id: edge.id, source: id, port: edge.from.port, target: edge.to }];
    }),
    ...linksAt(index, id).map(({ to }) => ({
      id: `link ${id}`,
      source: id,
      port: linkPort,
      target: to,
    })),
  ]);
  return {
    id: 'workflow',
    layoutOptions: options,
    children,
    edges: edges
      .filter(({ target, port, source }) => laidOut.has(target) && ports.has(`${source} ${port}`))
      .map(({ id, source, port, target }) => ({
        id,
        sources: [`${source} ${port}`],
        targets: [ports.has(`${target} ${inputPort}`) ? `${target} ${inputPort}` : target],
      })),
  };
}

/** Places of the laid out steps, so that the one that stood first stays where it is. */
export function placesOf(layout: ElkNode, boxes: readonly Box[]): ReadonlyMap<string, Point> {
  const places = new Map((layout.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const first = boxes.reduce<Box | undefined>(
    (one, other) => (one === undefined || other.x < one.x ? other : one),
    undefined,
  );
  const anchor = places.get(first?.id ?? '');
  const dx = Math.round((first?.x ?? 0) - (anchor?.x ?? 0));
  const dy = Math.round((first?.y ?? 0) - (anchor?.y ?? 0));
  return new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x + dx), y: Math.round(y + dy) }]));
}

function nodeOf(index: ProjectIndex, { id, width, height }: Box): ElkNode & { readonly ports: ElkPort[] } {
  const step = index.steps.get(id);
  const rows = step === undefined ? [] : portRowsOf(step, connectedPortsOf(index, id));
  const port = (name: string, x: number, y: number): ElkPort => ({
    id: `${id} ${name}`,
    x,
    y,
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': x === 0 ? 'WEST' : 'EAST' },
  });
  return {
    id,
    width,
    height,
    ports: [
      ...(step !== undefined && hasInput(step) ? [port(inputPort, 0, portTop.head)] : []),
      ...rows.map((row, place) => port(row.id, width, portTop.row(rows.length, place, height))),
      ...(step !== undefined && linksOf(step).length > 0 ? [port(linkPort, width, portTop.head)] : []),
    ],
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
  };
}

function linksAt(index: ProjectIndex, id: string): readonly Link[] {
  const step = index.steps.get(id);
  return step === undefined ? [] : linksOf(step);
}
