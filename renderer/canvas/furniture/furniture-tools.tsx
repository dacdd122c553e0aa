import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFrame, IconNote } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useActions } from '../../commands/actions/action.ts';
import { useProject } from '../../state/project-store.ts';
import { furnitureActions } from './furniture-actions.ts';

const tools = [
  { id: 'canvas.add-note', label: 'Add a note', hint: 'N', Icon: IconNote },
  {
    id: 'canvas.add-frame',
    label: 'Add a frame',
    hint: 'F, or Ctrl+G around the selection',
    Icon: IconFrame,
  },
] as const;

/** Buttons of the canvas' toolbar. */
export function FurnitureTools(): ReactElement {
  useActions('furniture', furnitureActions);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <>
      {tools.map(({ id, label, hint, Icon }) => (
        <Tooltip key={id} label={`${label}: ${hint}`} position="top">
          <ActionIcon
            size={30}
            aria-label={label}
            disabled={isReadOnly}
            onClick={() => furnitureActions.find((action) => action.id === id)?.run()}
          >
            <Icon size={17} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      ))}
    </>
  );
}
