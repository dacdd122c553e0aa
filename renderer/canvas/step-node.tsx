// One step on the canvas: what it is, what it does in words, and a row per port.
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo, type ReactElement, useContext, useMemo } from 'react';
import type { Step } from '#shared/model/entities/flow.ts';
import { useIndex } from '../state/project-store.ts';
import {
  connectedPortsOf,
  definitionOf,
  hasInput,
  linksOf,
  portRowsOf,
  summaryTemplateOf,
  titleOf,
} from '../state/step-kinds.ts';
import { StepTile } from '../ui/step-tile.tsx';
import { labelId, labelOf, type StepFlowNode } from './flow-elements.ts';
import { inputHandle, linkHandle } from './port-place.ts';
import { PortHandle, PortRows } from './port-rows.tsx';
import { ProblemBadge } from './problem-badge.tsx';
import { FarContext } from './far/far-context.ts';
import { FarNode } from './far/far-node.tsx';
import { type RunMark, useRunMark } from './run-mark.ts';
import { SummaryText } from './summary-text.tsx';

export const StepNode = memo(function StepNode({ id, selected, height }: NodeProps<StepFlowNode>) {
  const step = useIndex((index) => index.steps.get(id));
  const mark = useRunMark(id);
  const isFar = useContext(FarContext);
  if (step === undefined) return null;
  return (
    <>
      <Label step={step} />
      {isFar ? (
        <FarNode step={step} mark={mark} isSelected={selected} height={height} />
      ) : (
        <NearNode step={step} mark={mark} isSelected={selected} />
      )}
    </>
  );
});

/** What the node is called. Not on the node itself, which would then be another one at every letter. */
function Label({ step }: { readonly step: Step }): ReactElement {
  const label = useIndex((index) => labelOf(index, step));
  return (
    <span id={labelId(step.id)} hidden>
      {label}
    </span>
  );
}

interface NearNodeProps {
  readonly step: Step;
  readonly mark: RunMark;
  readonly isSelected: boolean;
}

function NearNode({ step, mark, isSelected }: NearNodeProps): ReactElement {
  const definition = definitionOf(step.kind);
  const summary = useIndex((index) => summaryTemplateOf(index, step));
  const connected = useIndex((index) => connectedPortsOf(index, step.id));
  const actions = useIndex((index) => index.actions);
  const rows = useMemo(() => portRowsOf(step, connected, actions), [step, connected, actions]);
  const only = rows.length === 1 ? rows[0] : undefined;

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
      {summary !== '' && <SummaryText template={summary} />}
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
