import { Handle, Position } from '@xyflow/react';
import type { ReactElement } from 'react';
import type { PortRow } from '../state/step-kinds.ts';
import { useTakenPort } from './run-mark.ts';

interface PortRowsProps {
  readonly stepId: string;
  readonly rows: readonly PortRow[];
  /** Ids of connected ports, joined by spaces. */
  readonly connected: string;
}

export function PortRows({ stepId, rows, connected }: PortRowsProps): ReactElement {
  const taken = useTakenPort(stepId);
  const connectedIds = connected.split(' ');
  return (
    <ul className="step-node__ports" aria-label="Paths">
      {rows.map((row) => {
        const classes = ['port-row'];
        if (row.id === taken) classes.push('port-row--taken');
        if (row.id === 'error') classes.push('port-row--error');
        if (row.isGone) classes.push('port-row--gone');
        return (
          <li key={row.id} className={classes.join(' ')}>
            <span className="dg-truncate" title={row.label}>
              {row.label === '' ? 'unnamed' : row.label}
            </span>
            <PortHandle stepId={stepId} row={row} isConnected={connectedIds.includes(row.id)} />
          </li>
        );
      })}
    </ul>
  );
}

interface PortHandleProps {
  readonly stepId: string;
  readonly row: PortRow;
  readonly isConnected: boolean;
}

export function PortHandle({ stepId, row, isConnected }: PortHandleProps): ReactElement {
  return (
    <Handle
      type="source"
      id={row.id}
      position={Position.Right}
      className={`port-handle${isConnected ? ' port-handle--connected' : ''}`}
      title={`Drag to connect “${row.label}”`}
      data-testid={`port-${stepId}-${row.id}`}
    />
  );
}
