import { ActionIcon, Menu } from '@mantine/core';
import { IconCopyPlus, IconDots, IconEye, IconEyeOff, IconTrash } from '@tabler/icons-react';
import { memo, type ReactElement } from 'react';
import type { Step } from '#shared/model/entities/flow.ts';
import { limits } from '#shared/model/limits.ts';
import { actions } from '../canvas/canvas-actions.ts';
import { ActionItem } from '../commands/actions/action-item.tsx';
import { nameStep } from '../commands/step-commands.ts';
import { run, useProject } from '../state/project-store.ts';
import { definitionOf } from '../state/step-kinds.ts';
import { StepTile } from '../ui/step-tile.tsx';

/** The step's kind and name. The name is written right here. */
export function StepHead({ step }: { readonly step: Step }): ReactElement {
  const definition = definitionOf(step.kind);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const isDisabled = step.isDisabled === true;
  const title = definition?.title ?? `Missing step (${step.kind})`;
  return (
    <div className="step-head">
      <StepTile kind={definition} />
      <input
        className="step-head__name"
        aria-label="Step name"
        value={step.name ?? ''}
        placeholder={title}
        maxLength={limits.name}
        readOnly={isReadOnly}
        spellCheck={false}
        onChange={(event) => {
          const name = event.currentTarget.value;
          run((index) => nameStep(index, step.id, name));
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {!isReadOnly && <StepMenu isDisabled={isDisabled} />}
    </div>
  );
}

const StepMenu = memo(function StepMenu({ isDisabled }: { readonly isDisabled: boolean }) {
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon size={28} aria-label="Step menu">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItem action={actions.duplicate} Icon={IconCopyPlus} />
        {isDisabled ? (
          <ActionItem action={actions.enable} Icon={IconEye} />
        ) : (
          <ActionItem action={actions.disable} Icon={IconEyeOff} />
        )}
        <ActionItem action={actions.remove} Icon={IconTrash} isDanger />
      </Menu.Dropdown>
    </Menu>
  );
});
