import { IconBolt } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TraceRow } from '#shared/ipc/views.ts';
import { outcomeWords } from '../actions/action-words.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';
import './approvals.css';

/** What an action came to, below the step that ran it. */
export function ExecutedLine({
  executed,
}: {
  readonly executed: NonNullable<TraceRow['executed']>;
}): ReactElement {
  const { name, outcome, durationMs } = executed;
  return (
    <p className="executed-line" data-outcome={outcome}>
      <IconBolt size={13} stroke={1.8} aria-hidden="true" />
      <span className="executed-line__name dg-truncate">{name}</span>
      <span className="executed-line__outcome">{outcomeWords[outcome]}</span>
      {durationMs !== null && <span>· {inMilliseconds(durationMs)}</span>}
    </p>
  );
}
