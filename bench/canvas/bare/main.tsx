// The smallest page that shows a graph with React Flow: its own nodes, its own edges, its defaults. What the canvas is
// measured against.
import {
  applyEdgeChanges,
  applyNodeChanges,
  type Edge,
  type Node,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { type ReactElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';

const graphSchema = z.object({
  nodes: z.array(z.object({ id: z.string(), label: z.string(), x: z.number(), y: z.number() })),
  edges: z.array(z.object({ id: z.string(), source: z.string(), target: z.string() })),
  size: z.object({ width: z.number(), height: z.number() }),
});

const graph = graphSchema.parse(Reflect.get(window, 'graph'));

function Flow(): ReactElement {
  const [nodes, setNodes] = useState(() =>
    graph.nodes.map(({ id, label, x, y }): Node => ({
      id,
      position: { x, y },
      data: { label },
      sourcePosition: Position.Right,
      targetPosition: Position.Left,
    })),
  );
  const [edges, setEdges] = useState<Edge[]>(graph.edges);
  const { fitView } = useReactFlow();
  return (
    <>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        onNodesChange={(changes) => setNodes((before) => applyNodeChanges(changes, before))}
        onEdgesChange={(changes) => setEdges((before) => applyEdgeChanges(changes, before))}
        defaultViewport={{ x: 48, y: 48, zoom: 0.7 }}
        minZoom={0.05}
      />
      <button type="button" onClick={() => void fitView({ padding: 0.18, maxZoom: 1 })}>
        Show everything
      </button>
    </>
  );
}

function App(): ReactElement {
  const [isShown, setShown] = useState(false);
  return (
    <ReactFlowProvider>
      <button type="button" onClick={() => setShown(true)}>
        Show
      </button>
      <textarea aria-label="Text" rows={4} />
      <div style={graph.size}>{isShown && <Flow />}</div>
    </ReactFlowProvider>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
