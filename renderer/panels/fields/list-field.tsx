// A list of objects: each a card with its own form; add, remove, drag by its grip or move by keys and buttons.
// Invariant: a change of order is one named edit, made when the item is dropped.
import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactElement, use } from 'react';
import type { z } from 'zod';
import { type Json, type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import { focusField } from '../../state/go-to.ts';
import { firstUpper } from '../values/value-words.ts';
import { fieldId } from './field-frame.tsx';
import type { FieldChange, FieldProps } from './field-props.ts';
import { FormContext } from './form-context.ts';
import { fieldsOf, itemSchemaOf, newItem } from './form-schema.ts';

export function ListField({
  field,
  meta,
  path,
  value,
  onChange,
  renderForm,
}: FieldProps): ReactElement | null {
  const { stepId, isReadOnly } = use(FormContext);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const schema = itemSchemaOf(field.schema);
  if (schema === undefined) return null;
  const items: readonly Json[] = Array.isArray(value) ? value : [];
  const itemName = meta.itemName ?? 'item';
  const put = (next: readonly Json[], words: string, change: Partial<FieldChange> = {}): void =>
    onChange(next, { path: `${path}:${words}`, label: `${words} ${itemName}`, ...change });

  const keys = items.map((item, position) => idOf(item) ?? `item-${position}`);
  const drop = ({ active, over }: DragEndEvent): void => {
    const from = keys.indexOf(String(active.id));
    const to = keys.indexOf(String(over?.id));
    if (from !== to && from >= 0 && to >= 0) put(arrayMove([...items], from, to), 'move');
  };

  return (
    <div className="list-field" role="group" aria-labelledby={`${fieldId(path)}-label`}>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{ announcements: announcementsOf(itemName, keys), screenReaderInstructions }}
        onDragEnd={drop}
      >
        <SortableContext items={keys} strategy={verticalListSortingStrategy} disabled={isReadOnly}>
          {items.map((item, position) => (
            <ListItem
              key={keys[position] ?? position}
              sortKey={keys[position] ?? ''}
              schema={schema}
              renderForm={renderForm}
              item={item}
              path={`${path}.${position}`}
              name={`${itemName} ${position + 1}`}
              isFirst={position === 0}
              isLast={position === items.length - 1}
              isReadOnly={isReadOnly}
              onChange={(next, change) => onChange(items.with(position, next), change)}
              onMove={(by) => put(moved(items, position, by), 'move')}
              onRemove={() => {
                const id = idOf(item);
                put(items.toSpliced(position, 1), 'remove', { removedPorts: id === undefined ? [] : [id] });
              }}
            />
          ))}
        </SortableContext>
      </DndContext>
      <Button
        className="list-field__add"
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={14} stroke={2.2} />}
        onClick={() => {
          put([...items, newItem(schema, itemName)], 'add', { removedPorts: [] });
          focusField(
            stepId,
            `${path}.${items.length}.${fieldsOf(schema).find(({ meta: { input } }) => input !== 'hidden')?.name ?? ''}`,
          );
        }}
      >
        {`Add ${itemName}`}
      </Button>
    </div>
  );
}

const screenReaderInstructions = {
  draggable: 'Press Space to pick it up, the arrow keys to move it, Space to drop it, Escape to leave it.',
};

/** What a screen reader says while an item is on its way. */
function announcementsOf(itemName: string, keys: readonly string[]): Announcements {
  const name = (id: UniqueIdentifier): string => firstUpper(`${itemName} ${keys.indexOf(String(id)) + 1}`);
  const place = (over: { readonly id: UniqueIdentifier } | null): string =>
    over === null ? 'no place' : `place ${keys.indexOf(String(over.id)) + 1} of ${keys.length}`;
  return {
    onDragStart: ({ active }) => `${name(active.id)} is picked up.`,
    onDragOver: ({ active, over }) => `${name(active.id)} is over ${place(over)}.`,
    onDragEnd: ({ active, over }) => `${name(active.id)} is dropped at ${place(over)}.`,
    onDragCancel: ({ active }) => `${name(active.id)} stays where it was.`,
  };
}

interface ListItemProps extends Pick<FieldProps, 'renderForm'> {
  readonly schema: z.ZodObject;
  /** Tells the items of the list apart while one is dragged. */
  readonly sortKey: string;
  readonly item: Json;
  readonly path: string;
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isReadOnly: boolean;
  onChange(item: JsonObject, change: FieldChange): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

function ListItem(props: ListItemProps): ReactElement {
  const { schema, renderForm, item, path, name, isFirst, isLast, isReadOnly, onChange, onMove, onRemove } =
    props;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: props.sortKey });
  const parsed = jsonObjectSchema.safeParse(item);
  return (
    <div
      ref={setNodeRef}
      className={`list-item${isDragging ? ' list-item--dragged' : ''}`}
      role="group"
      aria-label={name}
      style={{
        ...(transform === null ? {} : { transform: `translateY(${transform.y}px)` }),
        ...(transition === undefined ? {} : { transition }),
      }}
    >
      <div className="list-item__head">
        {!isReadOnly && (
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
        )}
        <span>{name}</span>
        <ActionIcon
          size={22}
          aria-label={`Move ${name} up`}
          disabled={isFirst || isReadOnly}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon
          size={22}
          aria-label={`Move ${name} down`}
          disabled={isLast || isReadOnly}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={14} />
        </ActionIcon>
        <ActionIcon size={22} aria-label={`Remove ${name}`} disabled={isReadOnly} onClick={onRemove}>
          <IconTrash size={14} />
        </ActionIcon>
      </div>
      {renderForm({ schema, value: parsed.success ? parsed.data : {}, path, onChange })}
    </div>
  );
}

function moved(items: readonly Json[], position: number, by: -1 | 1): readonly Json[] {
  const item = items[position];
  const other = items[position + by];
  return item === undefined || other === undefined
    ? items
    : items.with(position, other).with(position + by, item);
}

function idOf(item: Json): string | undefined {
  const parsed = jsonObjectSchema.safeParse(item);
  const id = parsed.success ? parsed.data['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}
