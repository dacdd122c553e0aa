// Context menus of the canvas: of its empty space, of one or more steps, of a connection.
import { Menu } from '@mantine/core';
import {
  IconArrowBarToRight,
  IconClipboard,
  IconCopy,
  IconCopyPlus,
  IconCut,
  IconEye,
  IconEyeOff,
  IconFocus2,
  IconLayoutAlignLeft,
  IconLayoutDistributeVertical,
  IconMaximize,
  IconSelectAll,
  IconSquarePlus,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { type Action, isPossible } from '../commands/actions/action.ts';
import { ActionItem } from '../commands/actions/action-item.tsx';
import { editAction } from '../commands/actions/edit-actions.ts';
import { useUi } from '../state/ui-store.ts';
import { actions, alignActions, distributeActions } from './canvas-actions.ts';
import { closeCanvasMenu, type OpenMenu, useCanvasMenu } from './canvas-menu-store.ts';
import { canvasView } from './canvas-view.ts';
import { pasteFromMenu } from './clipboard.ts';
import { FurnitureItems } from './furniture/furniture-menu.tsx';
import { openQuickAddAt } from './quick-add-place.ts';

export function CanvasMenu(): ReactElement | null {
  const open = useCanvasMenu((state) => state.open);
  if (open === null) return null;
  return (
    <Menu
      opened
      onClose={closeCanvasMenu}
      position="bottom-start"
      offset={2}
      width={open.about === 'furniture' ? 310 : 270}
      trapFocus
      // It is no item, so it must not stand in the menu.
      withInitialFocusPlaceholder={false}
      // A part of the canvas to screen readers, too.
      portalProps={{ target: '.canvas' }}
      returnFocus
    >
      <Menu.Target>
        <span aria-hidden className="canvas-menu-place" style={{ left: open.at.x, top: open.at.y }} />
      </Menu.Target>
      <Menu.Dropdown ref={focusFirst} aria-label={menuNames[open.about]}>
        <Items open={open} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The first item that is possible, as soon as the menu stands. */
function focusFirst(menu: HTMLElement | null): void {
  if (menu === null) return;
  requestAnimationFrame(() =>
    menu.querySelector<HTMLElement>('[role="menuitem"]:not(:disabled)')?.focus({ preventScroll: true }),
  );
}

const menuNames = {
  canvas: 'Canvas menu',
  steps: 'Step menu',
  furniture: 'Menu of notes and frames',
  connection: 'Connection menu',
} as const;

function Items({ open }: { readonly open: OpenMenu }): ReactElement {
  switch (open.about) {
    case 'canvas':
      return <CanvasItems at={open.at} />;
    case 'steps':
      return <StepItems />;
    case 'furniture':
      return <FurnitureItems />;
    case 'connection':
      return (
        <>
          <ActionItem action={actions.insert} Icon={IconSquarePlus} />
          <ActionItem action={actions.remove} Icon={IconTrash} isDanger />
        </>
      );
    default:
      return open.about satisfies never;
  }
}

function CanvasItems({ at }: Pick<OpenMenu, 'at'>): ReactElement {
  const add: Action = { ...editAction.addStep, title: 'Add a step here…', run: () => openQuickAddAt(at) };
  const paste: Action = {
    ...actions.paste,
    run() {
      const place = canvasView()?.screenToFlowPosition(at);
      if (place !== undefined) void pasteFromMenu(place);
    },
  };
  return (
    <>
      <ActionItem action={add} Icon={IconSquarePlus} />
      <ActionItem action={paste} Icon={IconClipboard} />
      <ActionItem action={actions.selectAll} Icon={IconSelectAll} />
      <Menu.Divider />
      <ActionItem action={actions.tidy} Icon={IconLayoutDistributeVertical} />
      <Menu.Divider />
      <ActionItem action={actions.showAll} Icon={IconMaximize} />
      <ActionItem action={actions.fullSize} Icon={IconFocus2} />
    </>
  );
}

function StepItems(): ReactElement {
  const count = useUi((ui) => ui.selectedStepIds.size);
  return (
    <>
      {count === 1 && <ActionItem action={actions.addNext} Icon={IconArrowBarToRight} />}
      <ActionItem action={actions.duplicate} Icon={IconCopyPlus} />
      <ActionItem action={actions.copy} Icon={IconCopy} />
      <ActionItem action={actions.cut} Icon={IconCut} />
      {isPossible(actions.enable) ? (
        <ActionItem action={actions.enable} Icon={IconEye} />
      ) : (
        <ActionItem action={actions.disable} Icon={IconEyeOff} />
      )}
      {count > 1 && (
        <>
          <Menu.Divider />
          <Menu.Sub position="right-start">
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<IconLayoutAlignLeft size={15} />}>
                Align and distribute
              </Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {[...alignActions, ...distributeActions].map((action) => (
                <ActionItem key={action.id} action={action} />
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <ActionItem action={actions.tidy} Icon={IconLayoutDistributeVertical} />
        </>
      )}
      <Menu.Divider />
      <ActionItem action={actions.showSelection} Icon={IconFocus2} />
      <ActionItem action={actions.remove} Icon={IconTrash} isDanger />
    </>
  );
}
