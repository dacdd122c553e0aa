// What differs between two states, drawn over the canvas. It can be looked at and moved around in, not changed.
import { Button } from '@mantine/core';
import {
  Background,
  BackgroundVariant,
  Handle,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { IconArrowsDiff, IconX } from '@tabler/icons-react';
import { memo, type ReactElement, useEffect, useMemo, useRef } from 'react';
import { indexProject } from '../state/project-index.ts';
import { definitionOf, summaryOf, titleOf } from '../state/step-kinds.ts';
import { StepTile } from '../ui/step-tile.tsx';
import { Tabs } from '../ui/tabs.tsx';
import {
  type CompareNode,
  compareGraph,
  type FurnitureCompareNode,
  type StepCompareNode,
} from './compare-elements.ts';
import { comparedWords } from './compared-words.ts';
import { type ComparedStates, showComparedWorkflow, stopComparing, useHistory } from './history-store.ts';

const fit = { padding: 0.15, maxZoom: 1 };
const nodeTypes = { compared: memo(ComparedStep), furniture: memo(ComparedFurniture) };

export function CompareCanvas(): ReactElement | null {
  const compared = useHistory((history) => history.compared);
  if (compared === null) return null;
  return (
    <section className="canvas compare-canvas" aria-label="Comparison">
      <ReactFlowProvider>
        <Graph compared={compared} />
      </ReactFlowProvider>
      <div className="compare-canvas__bar">
        <IconArrowsDiff size={16} stroke={1.8} />
        <strong>{compared.origin?.words ?? 'Comparing'}</strong>
        <WorkflowTabs compared={compared} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconX size={13} />}
          onClick={() => {
            stopComparing();
            compared.origin?.back();
          }}
        >
          {compared.origin?.backLabel ?? 'Stop comparing'}
        </Button>
      </div>
    </section>
  );
}

function WorkflowTabs({ compared }: { readonly compared: ComparedStates }): ReactElement | null {
  const { comparison, workflowId } = compared;
  if (comparison.workflows.length < 2) return null;
  return (
    <Tabs
      label="Workflows that differ"
      tabs={comparison.workflows.map(({ id, name }) => ({ id, label: name }))}
      current={workflowId}
      onChoose={showComparedWorkflow}
    />
  );
}

function Graph({ compared }: { readonly compared: ComparedStates }): ReactElement {
  const { before, after, comparison, workflowId, reveal } = compared;
  const { nodes, edges } = useMemo(
    () => compareGraph(before, after, comparison, workflowId),
    [before, after, comparison, workflowId],
  );
  return (
    <ReactFlow<CompareNode>
      key={workflowId}
      fitView
      fitViewOptions={fit}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable={false}
      deleteKeyCode={null}
      minZoom={0.1}
      maxZoom={2}
      onlyRenderVisibleElements={nodes.length > 200}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.6} />
      <Refit />
      <Reveal reveal={reveal} />
    </ReactFlow>
  );
}

/** All of it stays in sight when the window becomes another size. */
function Refit(): null {
  const { fitView } = useReactFlow();
  const width = useStore((store) => store.width);
  const height = useStore((store) => store.height);
  const isShown = useRef(false);
  useEffect(() => {
    if (width === 0) return;
    if (isShown.current) void fitView(fit);
    isShown.current = true;
  }, [fitView, width, height]);
  return null;
}

function Reveal({ reveal }: Pick<ComparedStates, 'reveal'>): null {
  const { fitView } = useReactFlow();
  useEffect(() => {
    if (reveal === null) return;
    void fitView({ nodes: [{ id: reveal.stepId }], padding: 0.4, maxZoom: 1, duration: 200 });
  }, [reveal, fitView]);
  return null;
}

function ComparedStep({ data: { step, mark, details } }: NodeProps<StepCompareNode>): ReactElement {
  const definition = definitionOf(step.kind);
  const side = useHistory(({ compared }) => (mark === 'removed' ? compared?.before : compared?.after));
  const summary = useMemo(() => (side === undefined ? '' : summaryOf(indexOf(side), step)), [side, step]);
  return (
    <div
      className={`step-node compared compared--${mark ?? 'same'}`}
      data-testid={`compared-${step.id}`}
      data-mark={mark ?? 'same'}
    >
      <Handle type="target" position={Position.Left} className="port-handle" isConnectable={false} />
      {mark !== null && <b className={`mark mark--${mark} compared__mark`}>{mark}</b>}
      <div className="step-node__head">
        <StepTile kind={definition} />
        <div className="step-node__names">
          <div className="step-node__title">{titleOf(step)}</div>
        </div>
      </div>
      {details.length === 0 ? (
        summary !== '' && <div className="step-node__summary">{summary}</div>
      ) : (
        <ul className="compared__details">
          {details.slice(0, 4).map((words) => (
            <li key={words}>{comparedWords(words)}</li>
          ))}
        </ul>
      )}
      <Handle type="source" position={Position.Right} className="port-handle" isConnectable={false} />
    </div>
  );
}

function ComparedFurniture({ data }: NodeProps<FurnitureCompareNode>): ReactElement {
  const { furniture, mark, details } = data;
  const isNote = 'text' in furniture;
  return (
    <div
      className={`${isNote ? 'note' : 'frame frame--open'} furniture--${furniture.color} compared--${mark ?? 'same'}`}
      data-testid={`compared-${furniture.id}`}
      data-mark={mark ?? 'same'}
    >
      {mark !== null && <b className={`mark mark--${mark} compared__mark`}>{mark}</b>}
      {isNote ? (
        <div className="note__text">{furniture.text}</div>
      ) : (
        <div className="frame__head">
          <span className="frame__name dg-truncate">{furniture.name}</span>
        </div>
      )}
      {details.length > 0 && (
        <ul className="compared__details">
          {details.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

const indexes = new WeakMap<ComparedStates['before'], ReturnType<typeof indexProject>>();

function indexOf(document: ComparedStates['before']): ReturnType<typeof indexProject> {
  const known = indexes.get(document) ?? indexProject(document);
  indexes.set(document, known);
  return known;
}
