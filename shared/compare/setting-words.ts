// How settings differ, in words: "Text: “Hi” → “Hello”", "Option “Pro” was added".
// Invariants: pure; a field that both settings hide is not mentioned; a kind that is not known is said to differ, no more; what a
// private field or parameter holds is never said.
import { z } from 'zod';
import { conditionSchema } from '#shared/model/condition.ts';
import { summarizeCondition } from '#shared/model/condition-summary.ts';
import type { FieldInput } from '#shared/model/field.ts';
import { parameterValuesSchema } from '#shared/model/parameter-values.ts';
import { durationInWords, shorten } from '#shared/model/words.ts';
import { type Json, type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import { fieldsOf, type FormField, isShown, itemSchemaOf, valueOf } from '#shared/model/form-fields.ts';
import { definitionOf } from './step-words.ts';
import { quote, textChange } from './text-change.ts';

/** What the ids that settings hold stand for; only parameters whose values are not to be told are `private`. */
export type Named = (typeof namedBy)[keyof typeof namedBy] | 'parameter' | 'private';

/** Names for them. */
export type NameOf = (what: Named, id: string) => string | undefined;

/** Inputs whose values are ids, and what they stand for. */
const namedBy = {
  workflow: 'workflow',
  step: 'step',
  assistant: 'assistant',
  connectors: 'connector',
  sources: 'source',
  action: 'action',
  actions: 'action',
  integration: 'integration',
  operation: 'operation',
} as const;

const namedThings: Readonly<Partial<Record<FieldInput, Named>>> = namedBy;

export function settingChanges(
  kind: string,
  before: JsonObject,
  after: JsonObject,
  nameOf: NameOf,
): readonly string[] {
  const definition = definitionOf(kind);
  if (definition === undefined) return isSame(before, after) ? [] : ['Its settings differ.'];
  return objectChanges(definition.settings, before, after, nameOf);
}

export function objectChanges(
  schema: z.ZodObject,
  before: JsonObject,
  after: JsonObject,
  nameOf: NameOf,
): string[] {
  const fields = fieldsOf(schema);
  return fields.flatMap((field) => {
    if (!isShown(before, field, fields) && !isShown(after, field, fields)) return [];
    const [old, now] = [valueOf(before, field), valueOf(after, field)];
    if (isSame(old, now)) return [];
    if (field.meta.isPrivate === true) return [`${field.meta.label}: changed`];
    if (field.meta.input === 'mapping') return mappingChanges(old, now, nameOf);
    const items = itemSchemaOf(field.schema);
    if (items !== undefined && Array.isArray(old) && Array.isArray(now)) {
      return listChanges(field, items, old, now, nameOf);
    }
    if (field.meta.input === 'code') return [`${field.meta.label} was rewritten`];
    const isText = typeof old === 'string' && typeof now === 'string' && isWritten(field);
    const words = isText ? textChange(old, now) : `${say(field, old, nameOf)} → ${say(field, now, nameOf)}`;
    return [`${field.meta.label}: ${words}`];
  });
}

function listChanges(
  { meta }: FormField,
  schema: z.ZodObject,
  old: readonly Json[],
  now: readonly Json[],
  nameOf: NameOf,
): string[] {
  const item = capitalized(meta.itemName ?? 'item');
  const [before, after] = [itemsOf(old), itemsOf(now)];
  const nameItem = (value: JsonObject, position: number): string => {
    const words = fieldsOf(schema)
      .filter((field) => field.meta.isPrivate !== true && isLine(field))
      .map((field) => valueOf(value, field))
      .find((text) => typeof text === 'string' && text.trim() !== '');
    return `${item} ${typeof words === 'string' ? quote(words) : position + 1}`;
  };
  const changes: string[] = [];
  for (const [position, [key, value]] of [...after].entries()) {
    const known = before.get(key);
    if (known === undefined) changes.push(`${nameItem(value, position)} was added`);
    else {
      const inside = objectChanges(schema, known, value, nameOf);
      changes.push(...inside.map((words) => `${nameItem(known, position)}: ${words}`));
    }
  }
  for (const [position, [key, value]] of [...before].entries()) {
    if (!after.has(key)) changes.push(`${nameItem(value, position)} was removed`);
  }
  if (changes.length > 0) return changes;
  const isInOrder = isSame([...before.keys()], [...after.keys()]);
  return [`${meta.label}: ${isInOrder ? 'changed' : 'in another order'}`];
}

function mappingChanges(old: Json | undefined, now: Json | undefined, nameOf: NameOf): string[] {
  const [before, after] = [valuesOf(old), valuesOf(now)];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((id) => {
    const [was, is] = [before.get(id) ?? '', after.get(id) ?? ''];
    if (was === is) return [];
    const words = nameOf('private', id) === undefined ? textChange(was, is) : 'changed';
    return [`Value of ${quote(nameOf('parameter', id) ?? 'a missing parameter')}: ${words}`];
  });
}

const valuesOf = (value: Json | undefined): ReadonlyMap<string, string> =>
  new Map(parameterValuesSchema.safeParse(value).data?.map((given) => [given.id, given.value]));

/** Items by their id; by their place where they have none. */
function itemsOf(list: readonly Json[]): ReadonlyMap<string, JsonObject> {
  return new Map(
    list.map((element, position) => {
      const value = jsonObjectSchema.safeParse(element).data ?? { value: element };
      const { id } = value;
      return [typeof id === 'string' ? id : String(position), value];
    }),
  );
}

function say({ meta }: FormField, value: Json | undefined, nameOf: NameOf): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (meta.input === 'seconds' && typeof value === 'number') return durationInWords(value);
  if (meta.input === 'condition') {
    const condition = conditionSchema.safeParse(value);
    if (condition.success) return quote(summarizeCondition(condition.data));
  }
  const named = namedThings[meta.input];
  if (named !== undefined) {
    const ids = z.array(z.string()).safeParse(typeof value === 'string' ? [value] : value).data ?? [];
    const names = ids.filter((id) => id !== '').map((id) => quote(nameOf(named, id) ?? `a missing ${named}`));
    return names.length === 0 ? 'none' : names.join(', ');
  }
  if (typeof value !== 'string') return shorten(JSON.stringify(value), 60);
  return quote(meta.options?.find((option) => option.value === value)?.label ?? value);
}

const isLine = ({ meta }: FormField): boolean => meta.input === 'text' || meta.input === 'template';

/** Words of the author, not one of several values. */
const isWritten = ({ meta }: FormField): boolean =>
  meta.options === undefined && namedThings[meta.input] === undefined;

const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
