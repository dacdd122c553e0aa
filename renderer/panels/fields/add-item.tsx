import { Button, Menu } from '@mantine/core';
import { IconClipboard, IconPlus } from '@tabler/icons-react';
import { type ReactElement, use } from 'react';
import type { ItemStarter } from '#shared/model/field.ts';
import { FormContext } from './form-context.ts';

interface AddItemProps {
  readonly itemName: string;
  readonly starters: readonly ItemStarter[];
  /** What the list is good for, while it is empty. */
  readonly whenEmpty: string | undefined;
  /** How many items there may be, once there are so many. */
  readonly most: number | undefined;
  readonly canPaste: boolean;
  onAdd(): void;
  onBegin(item: ItemStarter['item']): void;
  onPaste(): void;
}

/** The button below a list: an empty item at once, or one of several to begin with. */
export function AddItem(props: AddItemProps): ReactElement {
  const { itemName, starters, whenEmpty, most, onAdd, onBegin } = props;
  const { isReadOnly } = use(FormContext);
  const title = most === undefined ? undefined : `There can be at most ${most}.`;
  const button = (
    <Button
      className="list-field__add"
      variant="subtle"
      size="xs"
      leftSection={<IconPlus size={14} stroke={2.2} />}
      disabled={isReadOnly || most !== undefined}
      {...(title === undefined ? {} : { title })}
      {...(starters.length === 0 ? { onClick: onAdd } : {})}
    >
      {`Add ${itemName}`}
    </Button>
  );
  return (
    <>
      {whenEmpty !== undefined && (
        <div className="list-field__empty">
          <p>{whenEmpty}</p>
          {!isReadOnly &&
            starters.map(({ title: name, item }) => (
              <Button key={name} size="compact-xs" variant="default" onClick={() => onBegin(item)}>
                {name}
              </Button>
            ))}
        </div>
      )}
      {starters.length === 0 ? (
        button
      ) : (
        <Menu position="bottom-start" width={264}>
          <Menu.Target>{button}</Menu.Target>
          <Beginnings {...props} />
        </Menu>
      )}
    </>
  );
}

function Beginnings({ itemName, starters, canPaste, onAdd, onBegin, onPaste }: AddItemProps): ReactElement {
  return (
    <Menu.Dropdown aria-label={`Add ${itemName}`}>
      {starters.map(({ title, help, item }) => (
        <Menu.Item key={title} onClick={() => onBegin(item)}>
          {title}
          <span className="list-field__help">{help}</span>
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconPlus size={15} />} onClick={onAdd}>
        Empty {itemName}
      </Menu.Item>
      {canPaste && (
        <Menu.Item leftSection={<IconClipboard size={15} />} onClick={onPaste}>
          Paste {itemName}
        </Menu.Item>
      )}
    </Menu.Dropdown>
  );
}
