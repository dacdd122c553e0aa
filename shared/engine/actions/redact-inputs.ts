// Inputs of an action as events and logs may have them.
import type { Action } from '#shared/model/entities/action.ts';
import type { JsonObject } from '#shared/util/json.ts';

/** What stands in place of a sensitive value. */
export const redacted = '••••';

/** Without the values of inputs that are marked sensitive, or that the action does not have any more. */
export function redactInputs({ inputs }: Pick<Action, 'inputs'>, given: JsonObject): JsonObject {
  const shown = new Set(inputs.filter(({ isSensitive }) => !isSensitive).map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, shown.has(name) ? value : redacted]),
  );
}
