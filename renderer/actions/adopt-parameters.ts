// Fills in what an operation is given: from inputs of such a name, and from new inputs where the action has none.
import { furthest, isLower } from '#shared/engine/actions/permission.ts';
import type { Action, ActionInput } from '#shared/model/entities/action.ts';
import type { Operation, OperationParameter } from '#shared/model/entities/operation.ts';
import { isArgsName } from '#shared/model/args-name.ts';
import { parameterValuesSchema } from '#shared/model/parameter-values.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { newId } from '../state/new-id.ts';

/** The operation's parameters that the action does not fill in yet. */
export function openParameters({ settings }: Action, operation: Operation): readonly OperationParameter[] {
  const filled = new Set(valuesOf(settings).map(({ id }) => id));
  return operation.parameters.filter(({ id }) => !filled.has(id));
}

/** What changes of the action: it fills in the operation, and reaches and asks for no less than that does. */
export function adoptParameters(
  action: Action,
  operation: Operation,
): Pick<Action, 'inputs' | 'settings' | 'effect' | 'permission'> {
  const open = openParameters(action, operation);
  const before = valuesOf(action.settings);
  const asked = open.filter((parameter) => !tellsCustomer(parameter));
  const found = matched(action.inputs, asked, new Set(before.map(({ value }) => value)));
  const inputs = [...action.inputs];
  const values = [...before];
  for (const parameter of open) {
    if (tellsCustomer(parameter)) {
      values.push({ id: parameter.id, value: '{{user.email}}' });
      continue;
    }
    const input = found.get(parameter.id);
    const name = input?.name ?? argsNameOf(parameter.name);
    if (input === undefined && !inputs.some((one) => one.name === name))
      inputs.push(inputFor(parameter, name));
    values.push({ id: parameter.id, value: valueOf(name) });
  }
  return {
    inputs,
    settings: { ...action.settings, parameters: values },
    effect: furthest(action.effect, operation.effect),
    permission: isLower(action.permission, operation.permission) ? operation.permission : action.permission,
  };
}

/** Whose record it is: taken from the customer, never from what somebody says in a conversation. */
const tellsCustomer = ({ in: place, name }: OperationParameter): boolean =>
  place === 'path' && wordsOf(name).includes('email');

const valueOf = (name: string): string => `{{args.${name}}}`;

type Likeness = (input: ActionInput, parameter: OperationParameter) => boolean;

/** From the surest on: the same name, the same in more words, as `order_number` for `order`, or in fewer, another word for it. */
const likenesses: readonly Likeness[] = [
  (input, parameter) => input.name === argsNameOf(parameter.name),
  (input, parameter) => {
    const words = wordsOf(input.name);
    return input.type === parameter.type && wordsOf(parameter.name).every((word) => words.includes(word));
  },
  (input, parameter) => {
    const words = wordsOf(parameter.name);
    return input.type === parameter.type && wordsOf(input.name).every((word) => words.includes(word));
  },
  (input, parameter) =>
    input.type === parameter.type &&
    likeWords.some((words) => words.includes(input.name) && words.includes(parameter.name)),
];

const likeWords: readonly (readonly string[])[] = [
  ['at', 'date', 'start', 'time', 'when'],
  ['body', 'content', 'description', 'details', 'message', 'note', 'text'],
  ['email', 'recipient', 'to'],
  ['about', 'subject', 'title', 'topic'],
];

/** By the parameters' ids. Each input is used once, also by what is filled in already. */
function matched(
  inputs: readonly ActionInput[],
  open: readonly OperationParameter[],
  used: Set<string>,
): ReadonlyMap<string, ActionInput> {
  const found = new Map<string, ActionInput>();
  for (const isLike of likenesses) {
    for (const parameter of open) {
      if (found.has(parameter.id)) continue;
      const input = inputs.find((one) => !used.has(valueOf(one.name)) && isLike(one, parameter));
      if (input === undefined) continue;
      found.set(parameter.id, input);
      used.add(valueOf(input.name));
    }
  }
  return found;
}

const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, ' ')
    .toLowerCase()
    .match(/[a-z0-9]+/gu) ?? [];

const valuesOf = (settings: JsonObject) => parameterValuesSchema.safeParse(settings['parameters']).data ?? [];

function inputFor(
  { type, isRequired, description, choices, fallback }: OperationParameter,
  name: string,
): ActionInput {
  return {
    id: newId('input'),
    name,
    type,
    isRequired: isRequired && fallback === null,
    description,
    choices: choices.map(({ value }) => ({ id: newId('choice'), value })),
    isSensitive: false,
  };
}

/** `customer-id` becomes `customer_id`, as templates can write it. */
function argsNameOf(name: string): string {
  if (isArgsName(name)) return name;
  const written = name
    .replaceAll(/[^A-Za-z0-9_]+/gu, '_')
    .replace(/^[^A-Za-z_]+/u, '')
    .slice(0, 60);
  return isArgsName(written) ? written : `value_${written}`.slice(0, 60);
}
