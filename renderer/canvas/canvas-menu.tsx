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
  type Icon,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { type Action, isPossible } from '../commands/actions/action.ts';
import { keyCaps } from '../commands/actions/keys.ts';
import { useProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { actions, alignActions, distributeActions } from './canvas-actions.ts';
import { closeCanvasMenu, type OpenMenu, useCanvasMenu } from './canvas-menu-store.ts';
import { canvasView } from './canvas-view.ts';
import { pasteFromMenu } from './clipboard.ts';
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
      width={230}
      trapFocus
      returnFocus
    >
      <Menu.Target>
        <span className="canvas-menu-place" style={{ left: open.at.x, top: open.at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={menuNames[open.about]}>
        <Items open={open} />
      </Menu.Dropdown>
    </Menu>
  );
}

const menuNames = {
  canvas: 'Canvas menu',
  steps: 'Step menu',
  connection: 'Connection menu',
} as const;

function Items({ open }: { readonly open: OpenMenu }): ReactElement {
  const isReadOnly = useProject((project) => project.readOnly !== null);
  switch (open.about) {
    case 'canvas':
      return <CanvasItems at={open.at} isReadOnly={isReadOnly} />;
    case 'steps':
      return <StepItems />;
    case 'connection':
      return (
        <>
          <Item action={actions.insert} Icon={IconSquarePlus} />
          <Item action={actions.remove} Icon={IconTrash} isDanger />
        </>
      );
    default:
      return open.about satisfies never;
  }
}

function CanvasItems(props: { readonly at: OpenMenu['at']; readonly isReadOnly: boolean }): ReactElement {
  const { at, isReadOnly } = props;
  const add: Action = {
    id: 'canvas.add-here',
    title: 'Add a step here…',
    group: 'Steps',
    keys: ['A'],
    isPossible: () => !isReadOnly,
    run: () => openQuickAddAt(at),
  };
  const paste: Action = {
    ...actions.paste,
    run() {
      const place = canvasView()?.screenToFlowPosition(at);
      if (place !== undefined) void pasteFromMenu(place);
    },
  };
  return (
    <>
      <Item action={add} Icon={IconSquarePlus} />
      <Item action={paste} Icon={IconClipboard} />
      <Item action={actions.selectAll} Icon={IconSelectAll} />
      <Menu.Divider />
      <Item action={actions.tidy} Icon={IconLayoutDistributeVertical} />
      <Menu.Divider />
      <Item action={actions.showAll} Icon={IconMaximize} />
      <Item action={actions.fullSize} Icon={IconFocus2} />
    </>
  );
}

function StepItems(): ReactElement {
  const count = useUi((ui) => ui.selectedStepIds.size);
  return (
    <>
      {count === 1 && <Item action={actions.addNext} Icon={IconArrowBarToRight} />}
      <Item action={actions.duplicate} Icon={IconCopyPlus} />
      <Item action={actions.copy} Icon={IconCopy} />
      <Item action={actions.cut} Icon={IconCut} />
      {isPossible(actions.enable) ? (
        <Item action={actions.enable} Icon={IconEye} />
      ) : (
        <Item action={actions.disable} Icon={IconEyeOff} />
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
                <Item key={action.id} action={action} />
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <Item action={actions.tidy} Icon={IconLayoutDistributeVertical} />
        </>
      )}
      <Menu.Divider />
      <Item action={actions.showSelection} Icon={IconFocus2} />
      <Item action={actions.remove} Icon={IconTrash} isDanger />
    </>
  );
}

interface ItemProps {
  readonly action: Action;
  readonly Icon?: Icon;
  readonly isDanger?: boolean;
}

function Item({ action, Icon: ItemIcon, isDanger = false }: ItemProps): ReactElement {
  const shown = action.keys?.[0];
  return (
    <Menu.Item
      disabled={!isPossible(action)}
      {...(ItemIcon === undefined ? {} : { leftSection: <ItemIcon size={15} /> })}
      {...(isDanger ? { 'data-danger': true } : {})}
      {...(shown === undefined
        ? {}
        : { rightSection: <span className="canvas-menu-keys">{keyCaps(shown).join(' ')}</span> })}
      onClick={action.run}
    >
      {action.title}
    </Menu.Item>
  );
}
