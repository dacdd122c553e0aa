import { Menu } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Action } from './action.ts';
import { keyCaps } from './keys.ts';
import { useAction } from './use-action.ts';

interface ActionItemProps {
  readonly action: Action;
  readonly Icon?: Icon;
  readonly isDanger?: boolean;
}

/** An action as an item of a menu, with its keys. */
export function ActionItem({ action, Icon: ItemIcon, isDanger = false }: ActionItemProps): ReactElement {
  const { title, isPossible } = useAction(action);
  const shown = action.keys?.[0];
  return (
    <Menu.Item
      disabled={!isPossible}
      {...(ItemIcon === undefined ? {} : { leftSection: <ItemIcon size={15} stroke={1.8} /> })}
      {...(isDanger ? { 'data-danger': true } : {})}
      {...(shown === undefined
        ? {}
        : { rightSection: <span className="menu-keys">{keyCaps(shown).join(' ')}</span> })}
      onClick={() => action.run()}
    >
      {title}
    </Menu.Item>
  );
}
