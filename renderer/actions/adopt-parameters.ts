// Fills in what an operation is given: from inputs of such a name, and from new inputs where the action has none.
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

/** What changes of the action. */
export function adoptParameters(
  action: Action,
  operation: Operation,
): Pick<Action, 'inputs' | 'settings' | 'effect'> {
  const inputs = [...action.inputs];
  const values = [...valuesOf(action.settings)];
  for (const parameter of openParameters(action, operation)) {
    const name = argsNameOf(parameter.name);
    const input = inputs.find((one) => one.name === name) ?? kindred(inputs, parameter, values);
    if (input === undefined) inputs.push(inputFor(parameter, name));
    values.push({ id: parameter.id, value: valueOf(input?.name ?? name) });
  }
  const effect = action.effect === 'read' ? operation.effect : action.effect;
  return { inputs, settings: { ...action.settings, parameters: values }, effect };
}

const valueOf = (name: string): string => `{{args.${name}}}`;

/** An input that says the same in more words, as `order_number` does for `order`, and is not used yet. */
function kindred(
  inputs: readonly ActionInput[],
  { name, type }: OperationParameter,
  values: readonly { readonly value: string }[],
): ActionInput | undefined {
  const wanted = wordsOf(name);
  return inputs.find((input) => {
    const words = wordsOf(input.name);
    const isUsed = values.some(({ value }) => value === valueOf(input.name));
    return !isUsed && input.type === type && wanted.every((word) => words.includes(word));
  });
}

const wordsOf = (name: string): readonly string[] => name.toLowerCase().match(/[a-z0-9]+/gu) ?? [];

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
