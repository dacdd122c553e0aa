// What the last import made of everything: counts first, then what could not be read and why, then what changed.
import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { ImportOutcome } from '#shared/ipc/knowledge.ts';
import { revert } from '../commands/revert.ts';
import { useProject } from '../state/project-store.ts';
import { Difference } from './difference.tsx';
import { dismissReport, type ImportReport as Report, useImport } from './import-store.ts';
import { counted } from '../ui/counted.ts';
import { openKnowledge } from './screen-store.ts';

export function ImportReport(): ReactElement | null {
  const report = useImport((state) => state.report);
  return report === null ? null : <Shown report={report} />;
}

function Shown({ report }: { readonly report: Report }): ReactElement {
  const { outcomes, leftOut } = report;
  const failed = outcomes.filter(({ status }) => status === 'failed');
  const changed = outcomes.filter(({ status }) => status === 'changed');
  const noted = outcomes.filter(({ status, notes }) => status !== 'failed' && notes.length > 0);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [report]);
  return (
    <section ref={place} className="import-card import-report" aria-label="What was imported">
      <div className="import-card__line">
        {failed.length === 0 ? (
          <IconCheck className="import-report__ok" size={17} aria-hidden="true" />
        ) : (
          <IconAlertTriangle className="import-report__warn" size={17} aria-hidden="true" />
        )}
        <strong role="status">{inWords(outcomes)}</strong>
        <span className="screen__gap" />
        <UndoButton label={report.label} />
        <ActionIcon size={24} aria-label="Close the report" onClick={dismissReport}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      {failed.length > 0 && (
        <ul className="plain-list import-report__failed" aria-label="Could not be read">
          {failed.map(({ name, error }, position) => (
            <li key={position}>
              <strong>{name}</strong>
              <span>{error?.message ?? 'It could not be read. Try again.'}</span>
            </li>
          ))}
        </ul>
      )}
      {changed.map((outcome, position) => (
        <details key={position} className="import-report__part" open={changed.length === 1}>
          <summary>What changed in {outcome.source?.name ?? outcome.name}</summary>
          {outcome.difference !== null && <Difference difference={outcome.difference} />}
        </details>
      ))}
      {noted.map(({ name, notes, source }, position) => (
        <details key={position} className="import-report__part">
          <summary>Notes on {source?.name ?? name}</summary>
          <ul className="import-report__notes">
            {notes.map((note, place_) => (
              <li key={place_}>{note}</li>
            ))}
          </ul>
        </details>
      ))}
      {leftOut.length > 0 && (
        <details className="import-report__part">
          <summary>
            Left out, being no {leftOut.length === 1 ? 'document' : 'documents'}:{' '}
            {counted(leftOut.length, 'file')}
          </summary>
          <ul className="import-report__notes">
            {leftOut.slice(0, mostNames).map((name) => (
              <li key={name}>{name}</li>
            ))}
            {leftOut.length > mostNames && <li>and {leftOut.length - mostNames} more</li>}
          </ul>
        </details>
      )}
      {report.label !== null && (
        <div>
          <Button variant="light" size="compact-sm" onClick={() => openKnowledge({ kind: 'search' })}>
            Try a search
          </Button>
        </div>
      )}
    </section>
  );
}

const mostNames = 100;

/** `12 added, 1 changed, 1 could not be read` */
function inWords(outcomes: readonly ImportOutcome[]): string {
  const count = (status: ImportOutcome['status']): number =>
    outcomes.filter((outcome) => outcome.status === status).length;
  const parts = [
    [count('added'), 'added'],
    [count('changed'), 'changed'],
    [count('unchanged'), 'as before'],
    [count('failed'), 'could not be read'],
  ] as const;
  const said = parts.filter(([many]) => many > 0).map(([many, words]) => `${many} ${words}`);
  return said.length === 0 ? 'There was nothing to import' : said.join(', ');
}

/** As long as nothing else was done after. */
function UndoButton({ label }: { readonly label: string | null }): ReactElement | null {
  const undoLabel = useProject((project) => project.undoLabel);
  if (label === null || undoLabel !== label) return null;
  const undo = (): void => {
    dismissReport();
    void revert(false);
  };
  return (
    <Button variant="default" size="compact-sm" onClick={undo}>
      Undo import
    </Button>
  );
}
