// An item of a list that shows what it is about, and opens to its form.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronRight,
  IconClipboard,
  IconCopy,
  IconCopyPlus,
  IconDots,
  IconFilter,
  IconTrash,
} from '@tabler/icons-react';
import { type KeyboardEvent, type ReactElement, use, useEffect, useRef } from 'react';
import { clipboardText, copyText, giveText, hearClipboardKeys } from '../../state/clipboard-text.ts';
import { notifyDone, notifyError } from '../../state/notify.ts';
import { ProblemCount } from '../../ui/problem-count.tsx';
import { useFieldId } from './field-frame.tsx';
import { ItemsAround, useFold } from './folds.ts';
import { FormContext, useIssuesWithin } from './form-context.ts';
import { itemClip } from './item-clip.ts';
import { ItemIssues, type ListItemProps, nameOfItem, useItemFrame } from './list-item.tsx';

export function FoldedItem(props: ListItemProps): ReactElement {
  const { schema, itemName, face, item, path, position, count, sortKey, renderForm } = props;
  const { isReadOnly } = use(FormContext);
  const { grip, frame } = useItemFrame(props);
  const { key, isOpen, setOpen } = useFold(sortKey);
  const toggle = useRef<HTMLButtonElement>(null);
  const issues = useIssuesWithin(path);
  const bodyId = `${useFieldId(path)}-body`;

  const move = (by: -1 | 1): void => {
    if (position + by < 0 || position + by >= count) return;
    props.onMove(by);
    // Moved in the document, it loses the focus.
    requestAnimationFrame(() => toggle.current?.focus());
  };
  const hear = (event: KeyboardEvent): void => {
    const by = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
    if (isReadOnly) return;
    if (by !== undefined) move(by);
    else if (event.key === 'Delete') props.onRemove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  useEffect(() => {
    if (toggle.current === null) return undefined;
    return hearClipboardKeys(toggle.current, {
      copy(event) {
        giveText(event, itemClip(itemName, item));
        sayCopied(itemName);
      },
      paste(text) {
        if (!isReadOnly) props.onPaste(text);
      },
    });
  });

  return (
    <div className={`list-item list-item--fold${isOpen ? ' list-item--open' : ''}`} {...frame}>
      <div className="list-item__head">
        {grip}
        <button
          ref={toggle}
          type="button"
          className="list-item__toggle"
          data-own-keys=""
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => setOpen(!isOpen)}
          onKeyDown={hear}
        >
          <span className="list-item__title">
            <IconChevronRight className="list-item__chevron" size={13} stroke={2.2} />
            <span className={`dg-truncate${face?.title === '' ? ' list-item__unnamed' : ''}`}>
              {face === undefined || face.title === '' ? `Unnamed ${itemName}` : face.title}
            </span>
            {!isOpen && <ProblemCount problems={issues} />}
          </span>
          {!isOpen && face?.note !== undefined && face.note !== '' && (
            <span className="list-item__note">{face.note}</span>
          )}
          {!isOpen && face?.mark !== undefined && (
            <span className="list-item__mark">
              <IconFilter size={11} stroke={2} />
              <span className="dg-truncate" title={face.mark}>
                {face.mark}
              </span>
            </span>
          )}
        </button>
        {!isReadOnly && <ItemMenu {...props} onMove={move} />}
      </div>
      {isOpen && (
        <div id={bodyId} className="list-item__body">
          <ItemIssues path={path} />
          <ItemsAround value={key}>
            {renderForm({ schema, value: item, path, onChange: props.onChange })}
          </ItemsAround>
        </div>
      )}
    </div>
  );
}

const sayCopied = (itemName: string): void =>
  notifyDone(`The ${itemName} is copied. Paste it into a list of ${itemName}s.`);

function ItemMenu(props: ListItemProps): ReactElement {
  const { itemName, item, position, count, isFull, onMove, onRemove, onDuplicate, onPaste } = props;
  const copy = (): void => {
    copyText(itemClip(itemName, item));
    sayCopied(itemName);
  };
  const paste = (): void =>
    void clipboardText()
      .then(onPaste)
      .catch(notifyError(`Could not paste the ${itemName}`));
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon className="list-item__menu" size={24} aria-label={`Menu of ${nameOfItem(props)}`}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopyPlus size={15} />} disabled={isFull} onClick={onDuplicate}>
          Duplicate
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={copy}>
          Copy {itemName}
        </Menu.Item>
        <Menu.Item leftSection={<IconClipboard size={15} />} disabled={isFull} onClick={paste}>
          Paste {itemName} below
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconArrowUp size={15} />}
          disabled={position === 0}
          onClick={() => onMove(-1)}
        >
          Move up
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={15} />}
          disabled={position === count - 1}
          onClick={() => onMove(1)}
        >
          Move down
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item data-danger leftSection={<IconTrash size={15} />} onClick={onRemove}>
          Delete {itemName}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
