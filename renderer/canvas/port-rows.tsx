import { Tooltip } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { Handle, Position } from '@xyflow/react';
import type { ReactElement } from 'react';
import type { PortRow } from '../state/step-kinds.ts';
import { firstUpper } from '../panels/values/value-words.ts';
import { ActionMarks } from './action-marks.tsx';
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
        const actionId = row.actionId ?? row.doneActionId;
        if (row.id === taken) classes.push('port-row--taken');
        if (row.id === 'error') classes.push('port-row--error');
        if (row.isGone) classes.push('port-row--gone');
        return (
          <li key={row.id} className={classes.join(' ')}>
            {actionId !== undefined && <ActionMarks actionId={actionId} />}
            {row.note !== undefined && <PortNote note={row.note} />}
            <span className="dg-truncate" title={row.note ?? row.label}>
              {row.label === '' ? 'unnamed' : row.label}
            </span>
            <PortHandle stepId={stepId} row={row} isConnected={connectedIds.includes(row.id)} />
          </li>
        );
      })}
    </ul>
  );
}

/** A mark that there is more to say than the label does. */
function PortNote({ note }: { readonly note: string }): ReactElement {
  return (
    <Tooltip multiline maw={280} label={firstUpper(note)}>
      <span className="port-row__note" role="img" aria-label={note}>
        <IconFilter size={11} stroke={2} aria-hidden />
      </span>
    </Tooltip>
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
