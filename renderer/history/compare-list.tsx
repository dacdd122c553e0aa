// Two states side by side, in words: which ones, how much differs, and every difference. A step is shown on the canvas by a click.
import { Button, Select } from '@mantine/core';
import { IconArrowBackUp, IconArrowDown, IconArrowLeft } from '@tabler/icons-react';
import { type ReactElement, useMemo } from 'react';
import type { HistoryPoint } from '#shared/ipc/views.ts';
import { useProject } from '../state/project-store.ts';
import { type Comparison, countMarks, type WorkflowChanges } from '#shared/compare/compare-projects.ts';
import { ComparedRow } from './compared-row.tsx';
import {
  compare,
  type ComparedStates,
  restorePoint,
  revealCompared,
  stopComparing,
  useHistory,
} from './history-store.ts';
import { ProjectChangeWords } from './project-change-words.tsx';
import { NameForm } from './name-form.tsx';
import { keyOf, pointChoices, pointOf } from './point-names.ts';

export function CompareList({ compared }: { readonly compared: ComparedStates }): ReactElement {
  const { from, to, comparison } = compared;
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <div className="history__body dg-scroll">
      <Button
        variant="subtle"
        size="xs"
        color="gray"
        leftSection={<IconArrowLeft size={14} />}
        className="compare__back"
        onClick={stopComparing}
      >
        Back to the list
      </Button>
      <Points from={from} to={to} />
      <Totals comparison={comparison} />
      {comparison.project.length > 0 && (
        <section aria-label="Changes of the project">
          <h3 className="dg-heading">Project</h3>
          <ul className="compare__words">
            {comparison.project.map((change) => (
              <li key={change.id}>
                <ProjectChangeWords change={change} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {comparison.workflows.map((workflow) => (
        <WorkflowSection key={workflow.id} workflow={workflow} />
      ))}
      {!isReadOnly && <PointActions point={to === 'now' ? from : to} />}
    </div>
  );
}

function Points({ from, to }: { readonly from: HistoryPoint; readonly to: HistoryPoint }): ReactElement {
  const entries = useHistory((history) => history.entries);
  const versions = useHistory((history) => history.versions);
  const hasMore = useHistory((history) => history.hasMore);
  const choices = useMemo(
    () => pointChoices(entries ?? [], versions, hasMore, [from, to]),
    [entries, versions, hasMore, from, to],
  );
  return (
    <div className="compare__points">
      <Select
        aria-label="Compare from"
        data={choices}
        value={keyOf(from)}
        searchable
        maxDropdownHeight={320}
        onChange={(key) => {
          if (key !== null) void compare(pointOf(key), to);
        }}
      />
      <IconArrowDown size={14} aria-hidden="true" />
      <Select
        aria-label="Compare to"
        data={choices}
        value={keyOf(to)}
        searchable
        maxDropdownHeight={320}
        onChange={(key) => {
          if (key !== null) void compare(from, pointOf(key));
        }}
      />
    </div>
  );
}

function Totals({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const { added, changed, removed } = countMarks(comparison);
  const isSame = comparison.workflows.length === 0 && comparison.project.length === 0;
  if (isSame) return <p className="history__hint">Nothing differs between these two.</p>;
  return (
    <p className="compare__totals" role="status">
      <b className="mark mark--added">{added} added</b>
      <b className="mark mark--changed">{changed} changed</b>
      <b className="mark mark--removed">{removed} removed</b>
    </p>
  );
}

function WorkflowSection({ workflow }: { readonly workflow: WorkflowChanges }): ReactElement {
  const { id, name, mark, details, steps, connections, furniture } = workflow;
  const moved = [
    ...movedWords(workflow.movedCount, 'step', 'steps'),
    ...movedWords(furniture.movedCount, 'note or frame', 'notes and frames'),
  ];
  return (
    <section aria-label={`Workflow ${name}`}>
      <h3 className="dg-heading">
        {name}
        {mark !== null && <b className={`mark mark--${mark}`}>{mark}</b>}
      </h3>
      <Words list={details} />
      <ul className="plain-list">
        {steps.map((change) => (
          <ComparedRow
            key={change.step.id}
            change={change}
            onOpen={() => revealCompared(id, change.step.id)}
          />
        ))}
        {furniture.changes.map((change) => (
          <ComparedRow
            key={change.furniture.id}
            change={change}
            onOpen={() => revealCompared(id, change.furniture.id)}
          />
        ))}
      </ul>
      <Words list={[...connections, ...moved]} />
    </section>
  );
}

function movedWords(count: number, one: string, many: string): readonly string[] {
  if (count === 0) return [];
  return [count === 1 ? `One ${one} was moved` : `${count} ${many} were moved`];
}

function Words({ list }: { readonly list: readonly string[] }): ReactElement | null {
  if (list.length === 0) return null;
  return (
    <ul className="compare__words">
      {list.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

function PointActions({ point }: { readonly point: HistoryPoint }): ReactElement | null {
  if (point === 'now') return null;
  const isVersion = 'versionId' in point;
  return (
    <div className="compare__actions">
      <Button
        size="sm"
        fullWidth
        leftSection={<IconArrowBackUp size={15} />}
        onClick={() => void restorePoint(point)}
      >
        {isVersion ? 'Restore this version' : 'Go back to this state'}
      </Button>
      {!isVersion && <NameForm point={point} placeholder="Name this state…" />}
    </div>
  );
}
