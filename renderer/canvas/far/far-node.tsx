import type { ReactElement } from 'react';
import type { Step } from '#shared/model/entities/flow.ts';
import { definitionOf } from '../../state/step-kinds.ts';
import { nodeHeight } from '../step-size.ts';
import type { RunMark } from '../run-mark.ts';

interface FarNodeProps {
  readonly step: Step;
  readonly mark: RunMark;
  readonly isSelected: boolean;
  /** As measured before or estimated, so that little moves when one zooms in. */
  readonly height: number | undefined;
}

/** A step seen from far: its place, its colour, and whether the preview is there. */
export function FarNode({ step, mark, isSelected, height }: FarNodeProps): ReactElement {
  const classes = [
    'far-node',
    `step-tile--${definitionOf(step.kind)?.group ?? 'missing'}`,
    `far-node--${mark}`,
  ];
  if (isSelected) classes.push('far-node--selected');
  if (step.isDisabled === true) classes.push('far-node--disabled');
  return (
    <div
      className={classes.join(' ')}
      style={{ height: height ?? nodeHeight }}
      data-testid={`step-${step.id}`}
      data-kind={step.kind}
      data-run={mark}
    />
  );
}
