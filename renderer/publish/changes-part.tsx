// What differs for customers, in words; the canvas draws it.
import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { type Comparison, countMarks } from '#shared/compare/compare-projects.ts';
import type { PublishedComparison } from '#shared/compare/compare-published.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { EnvironmentState } from '#shared/runtime-api/publishing.ts';
import { ComparedRow } from '../history/compared-row.tsx';
import { ProjectChangeWords } from '../history/project-change-words.tsx';
import { showStates } from '../history/history-store.ts';
import { Part } from '../ui/part.tsx';
import { openPublish } from './publish-store.ts';
import { counted } from '../ui/counted.ts';

interface ChangesPartProps {
  readonly title: string;
  readonly compared: PublishedComparison;
  readonly after: ProjectDocument;
  /** What is live. */
  readonly against: EnvironmentState;
}

export function ChangesPart({ title, compared, after, against }: ChangesPartProps): ReactElement {
  const { before, comparison } = compared;
  const { project, workflows } = comparison;
  const draw = (workflowId: string, stepId: string | null): void =>
    showStates(
      { before, after, comparison },
      {
        words: `Compared with version ${against.live?.number ?? ''}, live in ${against.environment}`,
        backLabel: 'Back to publishing',
        back: openPublish,
      },
      { workflowId, reveal: stepId === null ? null : { stepId, count: 1 } },
    );
  const [first] = workflows;
  return (
    <Part title={title} help={totals(comparison)}>
      <ul className="publish-changes" aria-label={title}>
        {project.map((change) => (
          <li key={change.id} className="publish-change">
            <ProjectChangeWords change={change} />
          </li>
        ))}
        {workflows.map(({ id, name, mark, details, steps, connections }) => (
          <li key={id}>
            <h4>
              {name}
              {mark !== null && <b className={`mark mark--${mark}`}>{mark}</b>}
            </h4>
            <ul className="plain-list">
              {details.map((words) => (
                <li key={words} className="publish-change">
                  {words}
                </li>
              ))}
              {steps.map((change) => (
                <ComparedRow key={change.step.id} change={change} onOpen={() => draw(id, change.step.id)} />
              ))}
              {connections.map((words) => (
                <li key={words} className="publish-change">
                  {words}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {first !== undefined && (
        <div className="publish__buttons">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowsDiff size={14} />}
            onClick={() =>
              draw(first.id, first.steps.length === 1 ? (first.steps[0]?.step.id ?? null) : null)
            }
          >
            Show on the canvas
          </Button>
        </div>
      )}
    </Part>
  );
}

function totals(comparison: Comparison): string {
  const { added, changed, removed } = countMarks(comparison);
  const rewired = comparison.workflows.reduce((sum, { connections }) => sum + connections.length, 0);
  const counts = [
    [added, 'step', 'added'],
    [changed, 'step', 'changed'],
    [removed, 'step', 'removed'],
    [rewired, 'connection', 'rewired'],
    [comparison.project.length, 'change', 'of the project'],
  ] as const;
  const parts = counts.flatMap(([count, what, became]) =>
    count === 0 ? [] : [`${counted(count, what)} ${became}`],
  );
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing that customers notice.';
}
