// An item of a list as a card with a form, or, where it has one field only, as a row.
import { useSortable } from '@dnd-kit/sortable';
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent, type ReactElement, type ReactNode, use } from 'react';
import type { z } from 'zod';
import type { ItemFace } from '#shared/model/field.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { FieldIssues } from './field-frame.tsx';
import type { FieldChange, FieldProps } from './field-props.ts';
import { FormContext } from './form-context.ts';

export interface ListItemProps extends Pick<FieldProps, 'renderForm'> {
  readonly schema: z.ZodObject;
  readonly itemName: string;
  readonly face: ItemFace | undefined;
  /** Tells the items of the list apart while one is dragged. */
  readonly sortKey: string;
  readonly item: JsonObject;
  readonly path: string;
  readonly position: number;
  readonly count: number;
  /** No more items fit in the list. */
  readonly isFull: boolean;
  onChange(item: JsonObject, change: FieldChange): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
  onAddBehind(): void;
  onDuplicate(): void;
  onPaste(text: string): void;
}

export const nameOfItem = ({ itemName, position }: ListItemProps): string => `${itemName} ${position + 1}`;

interface ItemFrame {
  readonly grip: ReactNode;
  /** For the element that is the item. */
  readonly frame: {
    readonly ref: (element: HTMLElement | null) => void;
    readonly style: CSSProperties;
    readonly role: 'group';
    readonly 'aria-label': string;
    readonly 'data-field': string;
    readonly 'data-dragged': '' | undefined;
  };
}

export function useItemFrame(props: ListItemProps): ItemFrame {
  const { isReadOnly } = use(FormContext);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: props.sortKey });
  const name = nameOfItem(props);
  return {
    grip: !isReadOnly && (
      <button
        ref={setActivatorNodeRef}
        type="button"
        className="list-item__grip"
        {...attributes}
        {...listeners}
        aria-label={`Reorder ${name}`}
        title="Drag to reorder"
      >
        <IconGripVertical size={14} stroke={1.8} />
      </button>
    ),
    frame: {
      ref: setNodeRef,
      role: 'group',
      'aria-label': name,
      'data-field': props.path,
      'data-dragged': isDragging ? '' : undefined,
      style: {
        ...(transform === null ? {} : { transform: `translateY(${transform.y}px)` }),
        ...(transition === undefined ? {} : { transition }),
      },
    },
  };
}

/** What is wrong with the item as a whole. */
export function ItemIssues({ path }: { readonly path: string }): ReactElement {
  return (
    <>
      <FieldIssues path={path} />
      <FieldIssues path={`${path}.id`} />
    </>
  );
}

export function ListCard(props: ListItemProps): ReactElement {
  const { schema, renderForm, item, path, position, count, onChange, onMove, onRemove } = props;
  const { isReadOnly } = use(FormContext);
  const { grip, frame } = useItemFrame(props);
  const name = nameOfItem(props);
  return (
    <div className="list-item" {...frame}>
      <div className="list-item__head">
        {grip}
        <span>{name}</span>
        <ActionIcon
          size={22}
          aria-label={`Move ${name} up`}
          disabled={position === 0 || isReadOnly}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon
          size={22}
          aria-label={`Move ${name} down`}
          disabled={position === count - 1 || isReadOnly}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={14} />
        </ActionIcon>
        <ActionIcon size={22} aria-label={`Remove ${name}`} disabled={isReadOnly} onClick={onRemove}>
          <IconTrash size={14} />
        </ActionIcon>
      </div>
      <ItemIssues path={path} />
      {renderForm({ schema, value: item, path, onChange })}
    </div>
  );
}

/** Enter adds a row behind this one, Backspace takes an empty one away. */
export function ListRow(props: ListItemProps): ReactElement {
  const { schema, renderForm, item, path, onChange, onRemove, onAddBehind } = props;
  const { isReadOnly } = use(FormContext);
  const { grip, frame } = useItemFrame(props);
  const hear = (event: KeyboardEvent): void => {
    if (isReadOnly || !(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Enter') onAddBehind();
    else if (event.key === 'Backspace' && event.target.value === '') onRemove();
    else return;
    event.preventDefault();
  };
  const row = { ...frame, onKeyDown: hear };
  return (
    <div className="list-row" {...row}>
      {grip}
      <div className="list-row__field">
        {renderForm({ schema, value: item, path, onChange })}
        <ItemIssues path={path} />
      </div>
      {!isReadOnly && (
        <ActionIcon size={22} aria-label={`Remove ${nameOfItem(props)}`} onClick={onRemove}>
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </div>
  );
}
