import { ActionIcon, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Action } from './action.ts';
import { keyCaps } from './keys.ts';
import { useAction } from './use-action.ts';

interface ActionButtonProps {
  readonly action: Action;
  readonly Icon: Icon;
  readonly size?: number;
  readonly iconSize?: number;
  /** For one that stays on or off. */
  readonly isOn?: boolean;
  readonly tip?: 'top' | 'bottom';
}

/** An action as a button with an icon; its name, and what and which keys, in a tooltip. */
export function ActionButton(props: ActionButtonProps): ReactElement {
  const { action, Icon: ButtonIcon, size = 30, iconSize = 17, isOn, tip = 'bottom' } = props;
  const { title, detail, isPossible } = useAction(action);
  return (
    <Tooltip label={tipOf(title, detail, action.keys?.[0])} position={tip}>
      <ActionIcon
        size={size}
        aria-label={title}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        disabled={!isPossible}
        onClick={() => action.run()}
      >
        <ButtonIcon size={iconSize} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}

export function tipOf(title: string, detail: string | null, keys: string | undefined): string {
  const words = detail === null ? title : `${title}: ${detail}`;
  return keys === undefined ? words : `${words} (${keyCaps(keys).join(' ')})`;
}
