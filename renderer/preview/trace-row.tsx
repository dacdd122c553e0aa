import { ActionIcon, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { RequestDetails } from '#shared/ipc/dry-run.ts';
import type { TraceRow as Row } from '#shared/ipc/views.ts';
import { host } from '../state/host.ts';
import { currentProject, useIndex } from '../state/project-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { revealStep } from '../state/ui-store.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';
import { usePathLabel } from './path-label.ts';
import { usePreview } from './preview-store.ts';
import { ExecutedLine } from './executed-line.tsx';
import { Requests } from './requests.tsx';
import { RunDetails } from './run-details.tsx';
import { tokensOf } from './tokens-of.ts';

/** What a request of the conversation carried. */
async function detailsOf(key: string): Promise<RequestDetails | null> {
  const sessionId = usePreview.getState().session?.sessionId;
  if (sessionId === undefined) return null;
  return (await host.invoke('preview.requestDetails', { sessionId, key })).details;
}

interface TraceRowProps {
  readonly row: Row;
  readonly isOpen: boolean;
  readonly isWaiting: boolean;
  onToggle(): void;
}

/** A step that ran. Its name selects it on the canvas, the arrow shows input, output and error. */
export function TraceRow({ row, isOpen, isWaiting, onToggle }: TraceRowProps): ReactElement {
  const title = useIndex((index) => {
    const step = index.steps.get(row.stepId);
    return step === undefined ? row.title : titleOf(step);
  });
  const portLabel = usePathLabel(row);
  const tokens = tokensOf(row);
  const state = row.error !== null ? 'failed' : isWaiting ? 'waiting' : 'done';
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const reveal = (): void => {
    if (currentProject()?.index.steps.has(row.stepId) === true) revealStep(row.workflowId, row.stepId);
  };
  return (
    <div className="trace-row" data-step={row.stepId} data-port={row.port ?? ''}>
      <div className="trace-row__line">
        <i className={`trace-row__dot trace-row__dot--${state}`} aria-hidden="true" />
        <UnstyledButton className="trace-row__open" onClick={reveal}>
          <VisuallyHidden>Go to </VisuallyHidden>
          <span className="trace-row__title dg-truncate">{title}</span>
          {portLabel !== null && <span className="trace-row__port dg-truncate">→ {portLabel}</span>}
          {isWaiting && <span className="trace-row__port">waiting</span>}
        </UnstyledButton>
        {tokens > 0 && (
          <span className="trace-row__time" title={`${tokens.toLocaleString('en')} tokens in and out`}>
            {tokens.toLocaleString('en')} tok
          </span>
        )}
        <span className="trace-row__time">
          {row.durationMs === null ? '' : inMilliseconds(row.durationMs)}
        </span>
        <ActionIcon
          size={20}
          aria-label={`${isOpen ? 'Hide' : 'Show'} details of ${title}`}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          <Chevron size={13} />
        </ActionIcon>
      </div>
      {row.error !== null && !isOpen && <p className="trace-row__error">{row.error.message}</p>}
      {row.executed !== undefined && <ExecutedLine executed={row.executed} />}
      {row.requests.length > 0 && <Requests requests={row.requests} detailsOf={detailsOf} />}
      {isOpen && <RunDetails row={row} />}
    </div>
  );
}
