// A list of objects: rows, cards with a form each, or cards that are folded; add, copy, remove, drag by the grip or move by keys.
// Invariant: each change of the list is one named edit; an edge that leaves an item goes with the item.
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
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type FocusEvent, type ReactElement, use, useState } from 'react';
import type { z } from 'zod';
import type { FieldMeta } from '#shared/model/field.ts';
import { type Json, type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import { offerUndo } from '../../workflows/undo-notice.tsx';
import { clipboardText } from '../../state/clipboard-text.ts';
import { focusField } from '../../state/go-to.ts';
import { notifyDone, notifyError } from '../../state/notify.ts';
import { firstUpper } from '../values/value-words.ts';
import { AddItem } from './add-item.tsx';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { setOpen, useFoldKey } from './folds.ts';
import { FormContext, withoutIssuesIn } from './form-context.ts';
import { freeName } from './free-name.ts';
import { fieldsOf, itemSchemaOf } from '#shared/model/form-fields.ts';
import { isFull, newItem, onlyFieldOf, withNewIds } from './form-schema.ts';
import { readItemClip } from './item-clip.ts';
import { FoldedItem } from './folded-item.tsx';
import { ListCard, type ListItemProps, ListRow } from './list-item.tsx';

export function ListField(props: FieldProps): ReactElement | null {
  const schema = itemSchemaOf(props.field.schema);
  return schema === undefined ? null : <ItemList {...props} schema={schema} />;
}

/** From so many folded items on, they can be searched. */
const manyItems = 9;

function ItemList(props: FieldProps & { readonly schema: z.ZodObject }): ReactElement {
  const { field, meta, path, value, schema, onChange, renderForm } = props;
  const form = use(FormContext);
  const { stepId, isReadOnly } = form;
  const foldKey = useFoldKey();
  const [wanted, setWanted] = useState('');
  /** The item just begun: what it lacks is said once it is left. */
  const [begun, setBegun] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const items: readonly Json[] = Array.isArray(value) ? value : [];
  const itemName = meta.itemName ?? 'item';
  const keys = items.map((item, position) => idOf(item) ?? `item-${position}`);
  const hasAll = isFull(field.schema, items.length);
  const firstField = fieldsOf(schema).find(({ meta: { input } }) => input !== 'hidden')?.name ?? '';

  const put = (next: readonly Json[], words: string, removed?: Json): void => {
    const id = removed === undefined ? undefined : idOf(removed);
    const edit = `${words} ${itemName}${removed === undefined ? '' : quoted(nameOf(meta, removed))}`;
    const change = { path: `${path}:${words}`, label: itemName, edit };
    onChange(next, id === undefined ? change : { ...change, removedPorts: [id] });
  };
  const add = (item: JsonObject, at = items.length, words = 'Add'): void => {
    if (hasAll) return;
    put(items.toSpliced(at, 0, meta.face === undefined ? item : renamed(item, items)), words);
    setOpen(foldKey(idOf(item) ?? ''), true);
    setWanted('');
    focusField(stepId, `${path}.${at}.${firstField}`);
  };
  const addNew = (at = items.length): void => {
    const item = newItem(schema, itemName);
    setBegun(idOf(item) ?? `item-${at}`);
    add(item, at);
  };
  const remove = (position: number): void => {
    const item = items[position] ?? null;
    put(items.toSpliced(position, 1), 'Delete', item);
    if (items.length > 1) focusField(stepId, `${path}.${Math.max(position - 1, 0)}`);
    else focusField(stepId, path);
    if (meta.face === undefined) return;
    const name = quoted(nameOf(meta, item));
    offerUndo(`The ${itemName}${name} is deleted.`, `Delete ${itemName}${name}`);
  };
  const paste = (text: string, at?: number): void => {
    const item = readItemClip(text, itemName, schema);
    if (item !== null) add(item, at, 'Paste');
    else notifyDone(`What is in the clipboard is no ${itemName}. Copy one first, from its menu.`);
  };
  const drop = ({ active, over }: DragEndEvent): void => {
    const from = keys.indexOf(String(active.id));
    const to = keys.indexOf(String(over?.id));
    if (from !== to && from >= 0 && to >= 0) put(arrayMove([...items], from, to), 'Move');
  };

  const isShown = (item: Json): boolean => {
    const { title = '', note = '' } = meta.face?.(item) ?? {};
    return `${title} ${note}`.toLowerCase().includes(wanted.trim().toLowerCase());
  };
  const isSearched = wanted.trim() !== '';
  const Item = meta.face !== undefined ? FoldedItem : onlyFieldOf(schema) === undefined ? ListCard : ListRow;
  const shown = items.flatMap((item, position): readonly ListItemProps[] => {
    if (isSearched && !isShown(item)) return [];
    const parsed = jsonObjectSchema.safeParse(item).data ?? {};
    return [
      {
        sortKey: keys[position] ?? '',
        schema,
        itemName,
        face: meta.face?.(item),
        item: parsed,
        path: `${path}.${position}`,
        position,
        count: items.length,
        isFull: hasAll,
        renderForm,
        onChange: (next, change) => onChange(items.with(position, next), change),
        onMove: (by) => put(arrayMove([...items], position, position + by), 'Move'),
        onRemove: () => remove(position),
        onAddBehind: () => addNew(position + 1),
        onDuplicate: () => add(withNewIds(schema, parsed, itemName), position + 1, 'Duplicate'),
        onPaste: (text) => paste(text, position + 1),
      },
    ];
  });

  const begunPath = begun === null ? null : `${path}.${keys.indexOf(begun)}`;
  const endBegun = ({ target, relatedTarget }: FocusEvent): void => {
    if (begunPath === null) return;
    const left = target.closest(`[data-field="${CSS.escape(begunPath)}"]`);
    const isInside = relatedTarget instanceof Node && left?.contains(relatedTarget) === true;
    if (left !== null && !isInside) setBegun(null);
  };

  return (
    <div className="list-field" role="group" aria-labelledby={`${useFieldId(path)}-label`} onBlur={endBegun}>
      {meta.face !== undefined && items.length >= manyItems && (
        <TextInput
          size="xs"
          aria-label={`Find ${itemName}`}
          placeholder={`Find among ${items.length} ${itemName}s`}
          leftSection={<IconSearch size={13} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{ announcements: announcementsOf(itemName, keys), screenReaderInstructions }}
        onDragEnd={drop}
      >
        <SortableContext
          items={keys}
          strategy={verticalListSortingStrategy}
          disabled={isReadOnly || isSearched}
        >
          {shown.map((item) => (
            <FormContext
              key={item.sortKey}
              value={item.path === begunPath ? withoutIssuesIn(form, item.path) : form}
            >
              <Item {...item} />
            </FormContext>
          ))}
        </SortableContext>
      </DndContext>
      {isSearched && shown.length === 0 && <p className="form__none">No {itemName} is called so.</p>}
      <AddItem
        itemName={itemName}
        starters={meta.starters ?? []}
        whenEmpty={items.length === 0 ? meta.whenEmpty : undefined}
        most={hasAll ? items.length : undefined}
        canPaste={meta.face !== undefined}
        onAdd={() => addNew()}
        onBegin={(item) => add(withNewIds(schema, jsonObjectSchema.parse(item), itemName))}
        onPaste={() =>
          void clipboardText()
            .then(paste)
            .catch(notifyError(`Could not paste the ${itemName}`))
        }
      />
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

const nameOf = (meta: FieldMeta, item: Json): string => meta.face?.(item).title ?? '';

/** Two that are copies of each other would have one name. */
function renamed(item: JsonObject, others: readonly Json[]): JsonObject {
  const { name } = item;
  if (typeof name !== 'string' || name.trim() === '') return item;
  const names = others.map((other) => textOf(jsonObjectSchema.safeParse(other).data?.['name']));
  return { ...item, name: freeName(name, names) };
}

const quoted = (name: string): string => (name === '' ? '' : ` “${name}”`);

function idOf(item: Json): string | undefined {
  const id = jsonObjectSchema.safeParse(item).data?.['id'];
  return typeof id === 'string' ? id : undefined;
}
