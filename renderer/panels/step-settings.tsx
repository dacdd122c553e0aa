// The Settings tab: the form of the step's kind, with what is wrong beside each field.
import { type ReactElement, useMemo } from 'react';
import type { Step } from '#shared/model/entities/flow.ts';
import type { Problem } from '#shared/ipc/views.ts';
import type { SettingsIssue } from '#shared/model/step-definition.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { changeSettings } from '../commands/step-commands.ts';
import { FixButtons } from '../problems/fix-buttons.tsx';
import { useStepProblems } from '../state/problems-store.ts';
import { run, useProject } from '../state/project-store.ts';
import { definitionOf, describeStep, type KindDefinition, settingsOf } from '../state/step-kinds.ts';
import { type FieldIssue, FormContext } from './fields/form-context.ts';
import type { FieldChange } from './fields/field-props.ts';
import { KindForm } from './kind-form.tsx';

export function StepSettings({ step }: { readonly step: Step }): ReactElement {
  const definition = definitionOf(step.kind);
  return definition === undefined ? (
    <MissingKind step={step} />
  ) : (
    <KnownKind step={step} definition={definition} />
  );
}

function KnownKind(props: { readonly step: Step; readonly definition: KindDefinition }): ReactElement {
  const { step, definition } = props;
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const problems = useStepProblems(step.id);
  const described = describeStep(step);
  const unreadable = described?.ok === false ? described.issues : noIssues;
  const issues = useMemo(() => issuesOf(unreadable, problems), [unreadable, problems]);
  const context = useMemo(
    () => ({ stepId: step.id, workflowId: step.workflowId, isReadOnly, issues }),
    [step.id, step.workflowId, isReadOnly, issues],
  );
  const change = (settings: JsonObject, by: FieldChange): void =>
    run((index) =>
      changeSettings(index, step.id, settings, {
        field: by.path,
        label: by.label,
        ...(by.edit === undefined ? {} : { edit: by.edit }),
        ...(by.removedPorts === undefined ? {} : { removedPorts: by.removedPorts }),
      }),
    );

  const general = issues.get('') ?? [];
  return (
    <FormContext value={context}>
      <General
        issues={general.filter(({ severity }) => severity === 'error')}
        problems={problems.filter(({ field }) => field === null)}
      />
      <KindForm definition={definition} settings={settingsOf(step)} path="" onChange={change} />
      {/* Below, since most of them go while one connects steps, and the fields must not move then. */}
      <General
        issues={general.filter(({ severity }) => severity !== 'error')}
        problems={problems.filter(({ field }) => field === null)}
      />
    </FormContext>
  );
}

interface GeneralProps {
  readonly issues: readonly FieldIssue[];
  readonly problems: readonly Problem[];
}

/** What belongs to no single field, with what mends it. */
function General({ issues, problems }: GeneralProps): ReactElement | null {
  if (issues.length === 0) return null;
  return (
    <div className="form__general">
      {issues.map(({ severity, message }) => {
        const problem = problems.find((candidate) => candidate.message === message);
        return (
          <div key={message} className="form__problem">
            <p className={`field__issue severity severity--${severity}`}>{message}</p>
            {problem !== undefined && <FixButtons problem={problem} />}
          </div>
        );
      })}
    </div>
  );
}

const noIssues: readonly SettingsIssue[] = [];

/** What keeps the settings from being read at all comes first; it is known before the host was asked. */
function issuesOf(
  unreadable: readonly SettingsIssue[],
  problems: readonly Problem[],
): ReadonlyMap<string, readonly FieldIssue[]> {
  const issues = new Map<string, FieldIssue[]>();
  const add = (field: string, issue: FieldIssue): void => {
    const known = issues.get(field) ?? [];
    if (known.some(({ message }) => message === issue.message)) return;
    issues.set(field, [...known, issue]);
  };
  for (const { field, message } of unreadable) add(field, { severity: 'error', message });
  for (const { field, severity, message } of problems) add(field ?? '', { severity, message });
  return issues;
}

function MissingKind({ step }: { readonly step: Step }): ReactElement {
  return (
    <div className="form">
      <p className="form__none">
        This version of Dialogram has no “{step.kind}” step. Its data is kept as it is, and a conversation
        that comes here stops with an error. Open the project in the version that made it, or put another step
        in its place.
      </p>
      <pre className="dg-code" aria-label="Kept data">
        {JSON.stringify(step.settings, null, 2)}
      </pre>
    </div>
  );
}
