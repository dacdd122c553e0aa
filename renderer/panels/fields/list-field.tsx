// A list of objects: each a card with its own form; add, remove, move up and down.
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactElement, use } from 'react';
import type { z } from 'zod';
import { type Json, type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import { fieldId } from './field-frame.tsx';
import type { FieldChange, FieldProps } from './field-props.ts';
import { FormContext } from './form-context.ts';
import { itemSchemaOf, newItem } from './form-schema.ts';

export function ListField({
  field,
  meta,
  path,
  value,
  onChange,
  renderForm,
}: FieldProps): ReactElement | null {
  const { isReadOnly } = use(FormContext);
  const schema = itemSchemaOf(field.schema);
  if (schema === undefined) return null;
  const items: readonly Json[] = Array.isArray(value) ? value : [];
  const itemName = meta.itemName ?? 'item';
  const put = (next: readonly Json[], words: string, change: Partial<FieldChange> = {}): void =>
    onChange(next, { path: `${path}:${words}`, label: `${words} ${itemName}`, ...change });

  return (
    <div className="list-field" role="group" aria-labelledby={`${fieldId(path)}-label`}>
      {items.map((item, position) => (
        <ListItem
          key={idOf(item) ?? position}
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
      <Button
        className="list-field__add"
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={14} stroke={2.2} />}
        onClick={() => put([...items, newItem(schema, itemName)], 'add', { removedPorts: [] })}
      >
        {`Add ${itemName}`}
      </Button>
    </div>
  );
}

interface ListItemProps extends Pick<FieldProps, 'renderForm'> {
  readonly schema: z.ZodObject;
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
  const parsed = jsonObjectSchema.safeParse(item);
  return (
    <div className="list-item" role="group" aria-label={name}>
      <div className="list-item__head">
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
