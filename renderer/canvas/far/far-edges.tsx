import { ViewportPortal } from '@xyflow/react';
import { type ReactElement, useMemo } from 'react';
import { usePreview } from '../../preview/preview-store.ts';
import type { StepFlowEdge } from '../flow-elements.ts';
import type { CanvasNode } from '../furniture/furniture-elements.ts';
import { type Ends, endsOf } from '../port-points.ts';
import { curvePath, type Lane, lanePath } from '../route.ts';
import { useAllLanes } from '../use-lanes.ts';

interface FarEdgesProps {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly StepFlowEdge[];
}

/** All connections seen from far, on the ways they have near, as three lines: a thousand of them cost what three do. */
export function FarEdges({ nodes, edges }: FarEdgesProps): ReactElement {
  const taken = usePreview(({ turn }) => turn.takenEdgeIds);
  const lanes = useAllLanes();
  const paths = useMemo(() => {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const drawn = { plain: '', link: '', strong: '' };
    for (const edge of edges) {
      const line = lineOf(byId, edge, lanes.get(edge.id));
      const isStrong = edge.selected === true || taken.has(edge.id);
      drawn[isStrong ? 'strong' : edge.data?.isLink === true ? 'link' : 'plain'] += line;
    }
    return drawn;
  }, [nodes, edges, taken, lanes]);
  return (
    <ViewportPortal>
      <svg className="far-edges" aria-hidden="true">
        <path className="far-edges__plain" d={paths.plain} />
        <path className="far-edges__link" d={paths.link} />
        <path className="far-edges__strong" d={paths.strong} />
      </svg>
    </ViewportPortal>
  );
}

interface Line {
  readonly source: CanvasNode | undefined;
  readonly target: CanvasNode | undefined;
  readonly lane: Lane | undefined;
  readonly path: string;
}

/** While a step is dragged, all but its own lines stay as they are. */
const lines = new WeakMap<StepFlowEdge, Line>();

function lineOf(nodes: ReadonlyMap<string, CanvasNode>, edge: StepFlowEdge, lane: Lane | undefined): string {
  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  const known = lines.get(edge);
  if (known !== undefined && known.source === source && known.target === target && known.lane === lane) {
    return known.path;
  }
  const ends = endsOf(nodes, edge);
  const path = ends === undefined ? '' : wayOf(ends, lane);
  lines.set(edge, { source, target, lane, path });
  return path;
}

function wayOf({ from, to }: Ends, lane: Lane | undefined): string {
  return lane === undefined ? curvePath(from, to) : lanePath(from, to, lane).path;
}
