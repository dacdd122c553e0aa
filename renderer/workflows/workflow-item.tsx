import { UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Workflow } from '#shared/model/entities/flow.ts';
import { renameWorkflow } from '../commands/workflow-commands.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { showWorkflow, useUi } from '../state/ui-store.ts';
import { beginRenaming, endRenaming, useIsRenaming } from './renaming-store.ts';
import { WorkflowMenu } from './workflow-menu.tsx';

/** A workflow in the sidebar: opens it; renamed by double click or from its menu. */
export function WorkflowItem({ workflow }: { readonly workflow: Workflow }): ReactElement {
  const { id, name } = workflow;
  const isCurrent = useUi((ui) => ui.workflowId === id);
  const isMain = useIndex((index) => index.workspace.mainWorkflowId === id);
  const count = useIndex((index) => index.stepIdsByWorkflow.get(id)?.size ?? 0);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const isRenaming = useIsRenaming(id);
  const steps = count === 1 ? '1 step' : `${count} steps`;

  if (isRenaming) {
    return (
      <li>
        <RenameField
          name={name}
          onDone={(next) => {
            endRenaming();
            if (next !== null) run((index) => renameWorkflow(index, id, next));
          }}
        />
      </li>
    );
  }
  return (
    <li className={`workflow-item${isCurrent ? ' workflow-item--current' : ''}`}>
      <UnstyledButton
        className="workflow-item__open"
        aria-current={isCurrent ? 'page' : undefined}
        aria-label={`Workflow ${name} ${isMain ? 'main ' : ''}${steps}`}
        onClick={() => showWorkflow(id)}
        onDoubleClick={() => !isReadOnly && beginRenaming(id)}
      >
        <span className="dg-truncate">{name}</span> {isMain && <b className="workflow-item__main">main</b>}{' '}
        <em>{steps}</em>
      </UnstyledButton>
      <WorkflowMenu id={id} name={name} isMain={isMain} isReadOnly={isReadOnly} />
    </li>
  );
}

function RenameField(props: { readonly name: string; onDone(name: string | null): void }): ReactElement {
  const { name, onDone } = props;
  return (
    <input
      className="workflow-item__rename"
      aria-label="Workflow name"
      defaultValue={name}
      maxLength={200}
      data-own-undo
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => onDone(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
