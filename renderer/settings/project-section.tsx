// What concerns the whole project. Each change is an edit of its own, as everywhere, and can be undone.
import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import { limits } from '#shared/model/limits.ts';
import type { Workspace } from '#shared/model/entities/workspace.ts';
import { changeWorkspace, makeMain } from '../commands/workflow-commands.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';

export function ProjectSection(): ReactElement {
  const workspace = useIndex((index) => index.workspace);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const known = useIndex((index) => index.workflows);
  const workflows = useMemo(
    () => [...known.values()].map(({ id, name }) => ({ value: String(id), label: name })),
    [known],
  );
  const timeZones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], []);
  const change = (field: keyof Workspace, label: string, value: Partial<Workspace>): void =>
    run((index) => changeWorkspace({ ...index.workspace, ...value }, `Change ${label}`, field));

  return (
    <fieldset className="stack plain" disabled={isReadOnly}>
      <TextInput
        label="Project name"
        value={workspace.name}
        maxLength={limits.name}
        onChange={({ currentTarget: { value } }) => {
          if (value !== '') change('name', 'project name', { name: value });
        }}
      />
      <Select
        label="Main workflow"
        description="Where every conversation begins."
        data={workflows}
        value={workspace.mainWorkflowId}
        onChange={(id) => {
          if (id !== null) run((index) => makeMain(index, id));
        }}
      />
      <Textarea
        label="Fallback message"
        description="What customers read when a turn fails and nothing else answers."
        autosize
        minRows={2}
        value={workspace.fallbackMessage}
        onChange={({ currentTarget: { value } }) => {
          if (value !== '') change('fallbackMessage', 'fallback message', { fallbackMessage: value });
        }}
      />
      <Select
        label="Time zone"
        description="For dates in waits and for business hours."
        searchable
        data={timeZones}
        value={workspace.timeZone}
        onChange={(timeZone) => {
          if (timeZone !== null) change('timeZone', 'time zone', { timeZone });
        }}
      />
      <NumberInput
        label="Steps in one turn, at most"
        description="A turn that runs longer is stopped, so that a loop never hangs."
        min={1}
        max={limits.stepCeiling.max}
        clampBehavior="strict"
        allowDecimal={false}
        value={workspace.stepCeiling}
        onChange={(value) => {
          if (typeof value === 'number' && value >= 1)
            change('stepCeiling', 'step ceiling', { stepCeiling: value });
        }}
      />
    </fieldset>
  );
}
