// What can be done with notes and frames that are selected, as items of their menu.
import { Menu } from '@mantine/core';
import {
  IconArrowsMinimize,
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconCopy,
  IconCopyPlus,
  IconCut,
  IconFocus2,
  IconPalette,
  IconPencil,
  IconTrash,
  IconTrashX,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { isPossible } from '../../commands/actions/action.ts';
import { ActionItem } from '../../commands/actions/action-item.tsx';
import { useProject } from '../../state/project-store.ts';
import { useUi } from '../../state/ui-store.ts';
import { actions } from '../canvas-actions.ts';
import { colorActions, furnitureAction, selectedColor } from './furniture-actions.ts';

export function FurnitureItems(): ReactElement {
  const frame = useProject(({ index }) => {
    const [id, ...others] = useUi.getState().selectedFurnitureIds;
    return others.length > 0 ? undefined : index.frames.get(id ?? '');
  });
  const count = useUi((ui) => ui.selectedFurnitureIds.size);
  return (
    <>
      {count === 1 && <ActionItem action={furnitureAction.write} Icon={IconPencil} />}
      {frame !== undefined && (
        <>
          <ActionItem
            action={furnitureAction.fold}
            Icon={frame.collapsed === null ? IconChevronDown : IconChevronRight}
          />
          <ActionItem action={furnitureAction.fit} Icon={IconArrowsMinimize} />
        </>
      )}
      <Colors />
      <Menu.Divider />
      <ActionItem action={actions.duplicate} Icon={IconCopyPlus} />
      <ActionItem action={actions.copy} Icon={IconCopy} />
      <ActionItem action={actions.cut} Icon={IconCut} />
      <Menu.Divider />
      <ActionItem action={actions.showSelection} Icon={IconFocus2} />
      <ActionItem action={actions.remove} Icon={IconTrash} isDanger />
      {frame !== undefined && <ActionItem action={furnitureAction.removeAll} Icon={IconTrashX} isDanger />}
    </>
  );
}

function Colors(): ReactElement {
  const current = selectedColor();
  return (
    <Menu.Sub position="right-start">
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconPalette size={15} stroke={1.8} />}>Colour</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {colorActions.map(({ color, action }) => (
          <Menu.Item
            key={color}
            disabled={!isPossible(action)}
            leftSection={<span className={`furniture-bar__color furniture--${color}`} />}
            rightSection={color === current ? <IconCheck size={14} /> : null}
            onClick={action.run}
          >
            {action.title}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
