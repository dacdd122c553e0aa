// The whole workflow in a corner: what of it is seen, and a way to move there.
// Invariant: all steps are one line, drawn a few times in a second at most; a thousand of them cost what one does.
import { Panel, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import {
  type PointerEvent,
  type ReactElement,
  useEffect,
  useMemo,
  useRef,
  useState,
  type WheelEvent,
} from 'react';
import { shallow } from 'zustand/shallow';
import type { Point } from '../commands/step-commands.ts';
import type { CanvasNode } from './furniture/furniture-elements.ts';

const size = { width: 132, height: 88 } as const;
const margin = 5;
const redrawMs = 120;
const wheelSpeed = 0.002;

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export function Overview({ nodes }: { readonly nodes: readonly CanvasNode[] }): ReactElement {
  const { getViewport, setViewport, setCenter, zoomTo, getZoom } = useReactFlow();
  const store = useStoreApi();
  const shapes = useShapes(nodes);
  const [x, y, width, height] = useStore(
    ({ transform: [left, top, zoom], width: wide, height: high }) =>
      [-left / zoom, -top / zoom, wide / zoom, high / zoom] as const,
    shallow,
  );
  const view = { x, y, width, height };
  const all = shapes.bounds === null ? view : union(shapes.bounds, view);
  const scale = Math.max(all.width / size.width, all.height / size.height);
  const shown = around(all, scale);

  const placeOf = ({ clientX, clientY, currentTarget }: PointerEvent): Point => {
    const box = currentTarget.getBoundingClientRect();
    return {
      x: shown.x + ((clientX - box.left) / box.width) * shown.width,
      y: shown.y + ((clientY - box.top) / box.height) * shown.height,
    };
  };
  const grab = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const place = placeOf(event);
    if (!isIn(place, view)) void setCenter(place.x, place.y, { zoom: getZoom() });
  };
  const move = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { x: left, y: top, zoom } = getViewport();
    const by = scale * zoom;
    void setViewport({ x: left - event.movementX * by, y: top - event.movementY * by, zoom });
  };
  const zoom = ({ deltaY }: WheelEvent): void => {
    const { minZoom, maxZoom } = store.getState();
    void zoomTo(Math.min(maxZoom, Math.max(minZoom, getZoom() * 2 ** (-deltaY * wheelSpeed))));
  };

  return (
    <Panel position="bottom-right" className="react-flow__minimap">
      <svg
        {...size}
        viewBox={`${shown.x} ${shown.y} ${shown.width} ${shown.height}`}
        className="react-flow__minimap-svg"
        role="img"
        aria-label="Overview of the workflow"
        onPointerDown={grab}
        onPointerMove={move}
        onWheel={zoom}
      >
        {shapes.paths}
        <path className="react-flow__minimap-mask" fillRule="evenodd" d={`${rect(shown)}${rect(view)}`} />
      </svg>
    </Panel>
  );
}

const kinds = ['frame', 'note', 'step'] as const;

interface Shapes {
  /** null = the workflow is empty. */
  readonly bounds: Box | null;
  readonly paths: ReactElement;
}

function useShapes(nodes: readonly CanvasNode[]): Shapes {
  const [drawn, setDrawn] = useState(nodes);
  const newest = useRef(nodes);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (newest.current === nodes) return;
    newest.current = nodes;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setDrawn(newest.current);
    }, redrawMs);
  }, [nodes]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useMemo(() => shapesOf(drawn), [drawn]);
}

function shapesOf(nodes: readonly CanvasNode[]): Shapes {
  const lines = { step: '', note: '', frame: '' };
  let bounds: Box | null = null;
  for (const { type, position, measured, width, height } of nodes) {
    const box = {
      ...position,
      width: measured?.width ?? width ?? 0,
      height: measured?.height ?? height ?? 0,
    };
    lines[type] += rect(box);
    bounds = bounds === null ? box : union(bounds, box);
  }
  const paths = kinds.map((kind) => (
    <path key={kind} className={`react-flow__minimap-node minimap-${kind}`} d={lines[kind]} />
  ));
  return { bounds, paths: <>{paths}</> };
}

const rect = ({ x, y, width, height }: Box): string => `M${x},${y}h${width}v${height}h${-width}z`;

function union(one: Box, other: Box): Box {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}

/** What is shown so that all of it fits, in the middle. */
function around(all: Box, scale: number): Box {
  const width = (size.width + 2 * margin) * scale;
  const height = (size.height + 2 * margin) * scale;
  return { x: all.x - (width - all.width) / 2, y: all.y - (height - all.height) / 2, width, height };
}

const isIn = ({ x, y }: Point, box: Box): boolean =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
