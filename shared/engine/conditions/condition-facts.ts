// What conditions are asked about. The one list of fields for evaluation and checks.
import type { JsonObject } from '#shared/util/json.ts';
import type { Workspace } from '#shared/model/entities/workspace.ts';
import type { Conversation } from '../conversation.ts';
import type { Message } from '../message.ts';
import { isBusinessTime } from './business-hours.ts';

export interface ConditionFacts {
  readonly workspace: Workspace;
  readonly conversation: Conversation;
  readonly args: JsonObject;
  /** The message that is answered. */
  readonly message: Message | undefined;
  /** Epoch ms; only read by conditions for which `readsClock` is true. */
  readonly now: number;
}

export const businessHoursField = 'time.businessHours';

const fields: ReadonlyMap<string, (facts: ConditionFacts) => unknown> = new Map<
  string,
  (facts: ConditionFacts) => unknown
>([
  ['user.identity', ({ conversation }) => identityOf(conversation)],
  ['user.verified', ({ conversation }) => conversation.customer.verified === true],
  ['user.identified', ({ conversation }) => conversation.customer.type === 'identified'],
  ['user.anonymous', ({ conversation }) => conversation.customer.type === 'anonymous'],
  ['user.email', ({ conversation }) => conversation.customer.email],
  ['user.name', ({ conversation }) => conversation.customer.name],
  ['message.content', ({ message }) => message?.content ?? ''],
  ['channel', ({ conversation }) => conversation.channel],
  ['operator.active', ({ conversation }) => conversation.operator === 'active'],
  ['conversation.escalated', ({ conversation }) => conversation.status === 'escalated'],
  [businessHoursField, ({ workspace, now }) => isBusinessTime(workspace, now)],
  ['search.found', ({ conversation }) => conversation.searchResults.length > 0],
]);

const attributes = 'user.attrs.';
const args = 'args.';

/** Those that are asked about by one name; `args.` and `user.attrs.` are followed by a name. */
export const conditionFieldNames: readonly string[] = [...fields.keys(), args, attributes];

/** The value of a field; undefined when there is none. Only own properties are reached. */
export function factOf(field: string, facts: ConditionFacts): unknown {
  const read = fields.get(field);
  if (read !== undefined) return read(facts);
  if (field.startsWith(args)) return valueAt(facts.args, field.slice(args.length).split('.'));
  if (field.startsWith(attributes)) {
    return valueAt(facts.conversation.customer.attrs, [field.slice(attributes.length)]);
  }
  return undefined;
}

/** Whether a field can be asked about at all. */
export function isConditionField(field: string): boolean {
  if (fields.has(field)) return true;
  return [args, attributes].some((prefix) => field.startsWith(prefix) && field.length > prefix.length);
}

function identityOf({ customer }: Conversation): string {
  return customer.verified === true ? 'verified' : customer.type;
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}
