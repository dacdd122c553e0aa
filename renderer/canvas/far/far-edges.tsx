import { ViewportPortal } from '@xyflow/react';
import { type ReactElement, useMemo } from 'react';
import { usePreview } from '../../preview/preview-store.ts';
import type { StepFlowEdge } from '../flow-elements.ts';
import type { CanvasNode } from '../furniture/furniture-elements.ts';
import { type Ends, endsOf } from '../port-points.ts';

interface FarEdgesProps {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly StepFlowEdge[];
}

/** All connections seen from far, as three lines: a thousand of them cost what three do. */
export function FarEdges({ nodes, edges }: FarEdgesProps): ReactElement {
  const taken = usePreview(({ turn }) => turn.takenEdgeIds);
  const paths = useMemo(() => {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const drawn = { plain: '', link: '', strong: '' };
    for (const edge of edges) {
      const line = lineOf(byId, edge);
      const isStrong = edge.selected === true || taken.has(edge.id);
      drawn[isStrong ? 'strong' : edge.data?.isLink === true ? 'link' : 'plain'] += line;
    }
    return drawn;
  }, [nodes, edges, taken]);
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
  readonly path: string;
}

/** While a step is dragged, all but its own lines stay as they are. */
const lines = new WeakMap<StepFlowEdge, Line>();

function lineOf(nodes: ReadonlyMap<string, CanvasNode>, edge: StepFlowEdge): string {
  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  const known = lines.get(edge);
  if (known !== undefined && known.source === source && known.target === target) return known.path;
  const ends = endsOf(nodes, edge);
  const path = ends === undefined ? '' : curve(ends);
  lines.set(edge, { source, target, path });
  return path;
}

function curve({ from, to }: Ends): string {
  const reach = Math.max(40, Math.abs(to.x - from.x) / 2);
  return `M${from.x},${from.y}C${from.x + reach},${from.y} ${to.x - reach},${to.y} ${to.x},${to.y}`;
}
