// One step on the canvas: what it is, what it does in words, and a row per port.
import { Handle, type NodeProps, Position, useStoreApi, useUpdateNodeInternals } from '@xyflow/react';
import { memo, type ReactElement, useContext, useEffect, useMemo, useRef } from 'react';
import type { Step } from '#shared/model/entities/flow.ts';
import { useIndex } from '../state/project-store.ts';
import {
  connectedPortsOf,
  definitionOf,
  hasInput,
  linksOf,
  portRowsOf,
  summaryOf,
  titleOf,
} from '../state/step-kinds.ts';
import { StepTile } from '../ui/step-tile.tsx';
import { inputHandle, linkHandle, type StepFlowNode } from './flow-elements.ts';
import { PortHandle, PortRows } from './port-rows.tsx';
import { ProblemBadge } from './problem-badge.tsx';
import { FarContext } from './far/far-context.ts';
import { FarNode } from './far/far-node.tsx';
import { type RunMark, useRunMark } from './run-mark.ts';

export const StepNode = memo(function StepNode(props: NodeProps<StepFlowNode>) {
  const { step } = props.data;
  const mark = useRunMark(step.id);
  return useContext(FarContext) ? (
    <FarNode step={step} mark={mark} isSelected={props.selected} height={props.height} />
  ) : (
    <NearNode step={step} mark={mark} isSelected={props.selected} />
  );
});

interface NearNodeProps {
  readonly step: Step;
  readonly mark: RunMark;
  readonly isSelected: boolean;
}

function NearNode({ step, mark, isSelected }: NearNodeProps): ReactElement {
  const definition = definitionOf(step.kind);
  const summary = useIndex((index) => summaryOf(index, step));
  const connected = useIndex((index) => connectedPortsOf(index, step.id));
  const rows = useMemo(() => portRowsOf(step, connected), [step, connected]);
  const only = rows.length === 1 ? rows[0] : undefined;
  useFreshHandles(step.id, rows.map(({ id }) => id).join(' '));

  const classes = ['step-node', `step-node--${mark}`];
  if (isSelected) classes.push('step-node--selected');
  if (definition === undefined) classes.push('step-node--missing');
  if (step.isDisabled === true) classes.push('step-node--disabled');
  return (
    <div className={classes.join(' ')} data-testid={`step-${step.id}`} data-kind={step.kind} data-run={mark}>
      {mark === 'waiting' && <span className="step-node__flag">waiting here</span>}
      {step.isDisabled === true && mark !== 'waiting' && <span className="step-node__flag">disabled</span>}
      <div className="step-node__head">
        {hasInput(step) && (
          <Handle
            type="target"
            id={inputHandle}
            position={Position.Left}
            className="port-handle"
            data-testid={`input-${step.id}`}
          />
        )}
        <StepTile kind={definition} />
        <Names step={step} />
        <ProblemBadge stepId={step.id} />
        {only !== undefined && <PortHandle stepId={step.id} row={only} isConnected={connected !== ''} />}
        {linksOf(step).length > 0 && (
          <Handle
            type="source"
            id={linkHandle}
            position={Position.Right}
            className="port-handle port-handle--link"
            isConnectable={false}
          />
        )}
      </div>
      {summary !== '' && <div className="step-node__summary">{summary}</div>}
      {rows.length > 1 && <PortRows stepId={step.id} rows={rows} connected={connected} />}
    </div>
  );
}

function Names({ step }: { readonly step: Step }): ReactElement {
  const title = titleOf(step);
  const kindTitle = definitionOf(step.kind)?.title ?? 'Missing step';
  return (
    <div className="step-node__names">
      {title !== kindTitle && <div className="step-node__kind dg-truncate">{kindTitle}</div>}
      <div className="step-node__title" title={title}>
        {title}
      </div>
    </div>
  );
}

/** Nodes whose handles shall be measured again, all at once. */
const stale = new Set<string>();

/** React Flow measures handles when a node's size changes; ports can change places without that. */
function useFreshHandles(stepId: string, ports: string): void {
  const updateNodeInternals = useUpdateNodeInternals();
  const store = useStoreApi();
  const measured = useRef(ports);
  useEffect(() => {
    // A new node is measured anyway, unless it was measured from far, without its handles. A thousand nodes that ask
    // again one by one would take seconds.
    const bounds = store.getState().nodeLookup.get(stepId)?.internals.handleBounds;
    const isBlank = bounds !== undefined && bounds.source === null && bounds.target === null;
    if (measured.current === ports && !isBlank) return;
    measured.current = ports;
    stale.add(stepId);
    if (stale.size > 1) return;
    queueMicrotask(() => {
      updateNodeInternals([...stale]);
      stale.clear();
    });
  }, [updateNodeInternals, store, stepId, ports]);
}
