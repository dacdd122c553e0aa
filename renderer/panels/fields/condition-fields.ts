// What a condition's row can ask about, which comparisons make sense for it, and their words.
import type { ConditionOperator } from '#shared/model/condition.ts';

export interface Named {
  readonly name: string;
  readonly label: string;
}

type FieldType = 'fact' | 'text' | 'value' | 'identity' | 'channel';

interface ConditionField extends Named {
  readonly type: FieldType;
  readonly group: 'From earlier steps' | 'Customer' | 'Conversation';
  /** `name` ends in a dot: the author writes what follows. */
  readonly placeholder?: string;
}

export const conditionFields: readonly ConditionField[] = [
  {
    name: 'args.',
    label: 'Value from a step',
    group: 'From earlier steps',
    type: 'value',
    placeholder: 'choice',
  },
  { name: 'message.content', label: 'Message', group: 'Conversation', type: 'text' },
  { name: 'user.verified', label: 'Customer is verified', group: 'Customer', type: 'fact' },
  { name: 'user.identified', label: 'Customer is identified', group: 'Customer', type: 'fact' },
  { name: 'user.anonymous', label: 'Customer is anonymous', group: 'Customer', type: 'fact' },
  { name: 'user.identity', label: 'Customer’s identity', group: 'Customer', type: 'identity' },
  { name: 'user.email', label: 'Customer’s e-mail', group: 'Customer', type: 'text' },
  { name: 'user.name', label: 'Customer’s name', group: 'Customer', type: 'text' },
  {
    name: 'user.attrs.',
    label: 'Customer’s attribute',
    group: 'Customer',
    type: 'value',
    placeholder: 'plan',
  },
  { name: 'channel', label: 'Channel', group: 'Conversation', type: 'channel' },
  { name: 'operator.active', label: 'An operator takes part', group: 'Conversation', type: 'fact' },
  { name: 'conversation.escalated', label: 'An operator is asked for', group: 'Conversation', type: 'fact' },
  { name: 'time.businessHours', label: 'Within business hours', group: 'Conversation', type: 'fact' },
  { name: 'search.found', label: 'A search found something', group: 'Conversation', type: 'fact' },
];

const operatorWords: Readonly<Record<ConditionOperator, string>> = {
  is: 'is',
  isNot: 'is not',
  contains: 'contains',
  doesNotContain: 'does not contain',
  startsWith: 'starts with',
  endsWith: 'ends with',
  matches: 'matches pattern',
  greater: 'is more than',
  greaterOrEqual: 'is at least',
  less: 'is less than',
  lessOrEqual: 'is at most',
  isEmpty: 'is empty',
  isNotEmpty: 'is not empty',
  isTrue: 'yes',
  isFalse: 'no',
};

const textOperators: readonly ConditionOperator[] = [
  'is',
  'isNot',
  'contains',
  'doesNotContain',
  'startsWith',
  'endsWith',
  'matches',
  'isEmpty',
  'isNotEmpty',
];

const operatorsByType: Readonly<Record<FieldType, readonly ConditionOperator[]>> = {
  fact: ['isTrue', 'isFalse'],
  text: textOperators,
  value: [...textOperators, 'greater', 'greaterOrEqual', 'less', 'lessOrEqual', 'isTrue', 'isFalse'],
  identity: ['is', 'isNot'],
  channel: ['is', 'isNot'],
};

/** The entry of the list that a written field belongs to: `args.plan` is a *value from a step*. */
export function conditionFieldOf(field: string): ConditionField | undefined {
  return conditionFields.find(({ name }) => (name.endsWith('.') ? field.startsWith(name) : field === name));
}

export function operatorsOf(field: string): readonly ConditionOperator[] {
  return operatorsByType[conditionFieldOf(field)?.type ?? 'value'];
}

export function namedOperatorsOf(field: string): Named[] {
  const isOfCustomer = field.startsWith('user.');
  return operatorsOf(field).map((name) => {
    if (!isFact(field) && (name === 'isTrue' || name === 'isFalse'))
      return { name, label: `is ${operatorWords[name]}` };
    if (isOfCustomer && name === 'isEmpty') return { name, label: 'is not known' };
    if (isOfCustomer && name === 'isNotEmpty') return { name, label: 'is known' };
    return { name, label: operatorWords[name] };
  });
}

export const isFact = (field: string): boolean => conditionFieldOf(field)?.type === 'fact';

/** Yes or no as this editor writes it: `user.verified is false` is *no*. */
export function factOperator(field: string, operator: string, value: unknown): ConditionOperator | undefined {
  if (!isFact(field) || typeof value !== 'boolean') return undefined;
  if (operator === 'is') return value ? 'isTrue' : 'isFalse';
  return operator === 'isNot' ? (value ? 'isFalse' : 'isTrue') : undefined;
}

/** Values to choose from; undefined = free text. */
export function choicesOf(field: string): readonly Named[] | undefined {
  const type = conditionFieldOf(field)?.type;
  if (type === 'identity') {
    return ['anonymous', 'identified', 'verified'].map((name) => ({ name, label: name }));
  }
  if (type === 'channel') {
    return [
      { name: 'web', label: 'web chat' },
      { name: 'email', label: 'e-mail' },
    ];
  }
  return undefined;
}

const valueless: ReadonlySet<string> = new Set(['isEmpty', 'isNotEmpty', 'isTrue', 'isFalse']);

export const takesValue = (operator: string): boolean => !valueless.has(operator);

export interface FieldGroup {
  readonly group: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
}

/** What a row can ask about, in groups: `known` are names that earlier steps gave, in words. */
export function groupedFields(known: readonly Named[]): readonly FieldGroup[] {
  const groups = ['From earlier steps', 'Customer', 'Conversation'] as const;
  return groups.map((group) => ({
    group,
    items: [
      ...(group === 'From earlier steps' ? known : []),
      ...conditionFields.filter((field) => field.group === group),
    ].map(({ name, label }) => ({ value: name, label })),
  }));
}
