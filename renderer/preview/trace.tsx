// What the last turn, or every turn, did: one row per step, in order.
import { UnstyledButton } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { SessionView, TraceRow as Row } from '#shared/ipc/views.ts';
import type { LiveRow } from './live-turn.ts';
import { usePreview } from './preview-store.ts';
import { tokensOf } from './tokens-of.ts';
import { TraceRow } from './trace-row.tsx';
import { useIndex } from '../state/project-store.ts';
import { definitionOf, titleOf } from '../state/step-kinds.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';

export function Trace(): ReactElement | null {
  const session = usePreview((preview) => preview.session);
  const turn = usePreview((preview) => preview.turn);
  const [isAll, setAll] = useState(false);
  const [openSeq, setOpenSeq] = useState<number | null>(null);
  if (session === null && !turn.isRunning) return null;
  const rows = turn.isRunning ? [] : rowsOf(session, isAll);
  const tokens = rows.reduce((sum, row) => sum + tokensOf(row), 0);
  const total = rows.reduce((sum, row) => sum + (row.durationMs ?? 0), 0);

  return (
    <div className="trace dg-scroll" role="region" aria-label="Trace">
      <div className="trace__head">
        <UnstyledButton
          className="trace__toggle"
          aria-pressed={isAll}
          onClick={() => setAll(!isAll)}
          title={isAll ? 'Show the last turn only' : 'Show every turn'}
        >
          {isAll ? 'Every turn' : 'This turn'}
        </UnstyledButton>
        <span className="trace__total">
          {tokens > 0 && `${tokens.toLocaleString('en')} tokens · `}
          {rows.length > 0 && inMilliseconds(total)}
        </span>
      </div>
      {turn.isRunning && turn.rows.map((row) => <RunningRow key={row.key} row={row} />)}
      {!turn.isRunning && rows.length === 0 && <p className="trace__none">No step ran.</p>}
      {rows.map((row) => (
        <TraceRow
          key={row.seq}
          row={row}
          isOpen={row.seq === openSeq}
          isWaiting={
            session?.waitingStepId === row.stepId && row === rows.findLast((one) => one.stepId === row.stepId)
          }
          onToggle={() => setOpenSeq(row.seq === openSeq ? null : row.seq)}
        />
      ))}
    </div>
  );
}

function rowsOf(session: SessionView | null, isAll: boolean): readonly Row[] {
  const trace = session?.trace ?? [];
  const last = trace.at(-1)?.turnId;
  return isAll ? trace : trace.filter(({ turnId }) => turnId === last);
}

function RunningRow({ row }: { readonly row: LiveRow }): ReactElement {
  const name = useIndex((index) => {
    const step = index.steps.get(row.stepId);
    return step === undefined ? (definitionOf(row.kind)?.title ?? row.kind) : titleOf(step);
  });
  return (
    <div className="trace-row">
      <div className="trace-row__line">
        <i className={`trace-row__dot trace-row__dot--${row.state}`} aria-hidden="true" />
        <span className="trace-row__title dg-truncate">{name}</span>
        <span className="trace-row__time">{row.state === 'running' ? 'running…' : ''}</span>
      </div>
    </div>
  );
}
