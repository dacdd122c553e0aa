// What a settings schema says about its fields, for the generated form. Registered beside the schema, typed.
import { z } from 'zod';

export type FieldInput =
  | 'text'
  | 'multiline'
  | 'template'
  | 'number'
  | 'seconds'
  | 'switch'
  | 'select'
  | 'code'
  | 'condition'
  | 'workflow'
  | 'step'
  | 'assistant'
  /** `provider/model`, `simulator`, or null for the project's default. */
  | 'model'
  | 'date-time'
  | 'list'
  /** Ids of connectors. */
  | 'connectors'
  /** Ids of sources of knowledge. */
  | 'sources'
  /** The id of an action. */
  | 'action'
  /** Ids of actions. */
  | 'actions'
  /** The id of an integration; which ones is said by `service`. */
  | 'integration'
  /** The id of an operation, of the integration that the field beside it (`of`) names. */
  | 'operation'
  /** SQL with placeholders, and an expression of a calculation: never templates. */
  | 'sql'
  | 'expression'
  /** A template for each parameter of an operation or input of an action: `parameterValues`. */
  | 'mapping'
  /** A text, number, list or yes/no, of the type that the field beside it (`of`) says; null = none. */
  | 'typed-value'
  /** Made and kept by the app, such as the id of a list item; never shown. */
  | 'hidden';

/** What is seen of a list's item while it is folded. */
export interface ItemFace {
  /** Empty for an item that has no name yet. */
  readonly title: string;
  readonly note?: string;
  /** When the item counts, in a few words. */
  readonly mark?: string;
}

/** What a new item of a list can begin as. The ids in it stand for new ones. */
export interface ItemStarter {
  readonly title: string;
  readonly help: string;
  readonly item: Readonly<Record<string, unknown>>;
}

export interface FieldMeta {
  readonly label: string;
  readonly input: FieldInput;
  readonly help?: string;
  readonly placeholder?: string;
  /** For `select`: words for each allowed value. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** For `operation`, `mapping` and `sql`: the field beside it that says of which integration, operation or action. */
  readonly of?: string;
  /** For `template`: what it is once it is filled in. Left out: “What the customer reads”. */
  readonly filledIn?: string;
  /** For `integration`: what kinds there are to choose from. */
  readonly service?: 'http' | 'database';
  /** For `list`: what one item is called, as in "Add option". */
  readonly itemName?: string;
  /** For `list`: items are folded and show this; they can be copied. For items with more than a few fields. */
  readonly face?: (item: unknown) => ItemFace;
  /** For `list`: beginnings to choose from, besides an empty item. */
  readonly starters?: readonly ItemStarter[];
  /** For `list` and `condition`: what it is good for, or what is missing, shown while it is empty. */
  readonly whenEmpty?: string;
  /** What it holds may be a secret: where changes are told, it is only said to differ. */
  readonly isPrivate?: true;
  /** Shares its row with the field beside it, which must have this too. */
  readonly isHalf?: true;
  /** Shown in a part of the form that is closed at first. */
  readonly isAdvanced?: true;
  /** Shown only while another field of the same object has this value. */
  readonly showWhen?: { readonly field: string; readonly equals: string | boolean };
}

export const fieldRegistry = z.registry<FieldMeta>();

/** Attaches form metadata to a setting. Call it last, after `.default()` and `.optional()`. */
export function field<Schema extends z.ZodType>(schema: Schema, meta: FieldMeta): Schema {
  fieldRegistry.add(schema, meta);
  return schema;
}
