import {
  type ActionEnding,
  beginAction,
  endCalledAction,
  resumeAction,
} from '#shared/engine/actions/run-action.ts';
import { fromTemplate } from '#shared/engine/arguments.ts';
import { defineExecutor } from '#shared/engine/executor.ts';
import type { Outcome } from '#shared/engine/outcome.ts';
import type { Json } from '#shared/util/json.ts';
import { definition } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ actionId, inputs }, scope) {
    const action = scope.catalog.actions.get(actionId ?? '');
    const given: Record<string, Json> = {};
    for (const [index, { id, value }] of inputs.entries()) {
      const input = action?.inputs.find((each) => each.id === id);
      if (input === undefined) continue;
      given[input.name] = fromTemplate(input, await scope.renderValue(value, `inputs.${index}.value`));
    }
    return outcomeOf(await beginAction({ actionId: actionId ?? '', caller: 'step', inputs: given }, scope));
  },
  resume: async (_settings, scope, trigger, wait) => outcomeOf(await resumeAction(scope, trigger, wait)),
  returned: async (_settings, scope, call, result) => outcomeOf(await endCalledAction(scope, call, result)),
});

function outcomeOf(ending: ActionEnding): Outcome {
  if ('goOn' in ending) return ending.goOn;
  if ('result' in ending) return { take: 'done', merge: ending.result };
  const { declined, content, reason } = ending;
  const said = content === undefined ? {} : { content };
  return { take: 'declined', merge: { declined, ...said, ...(reason === undefined ? {} : { reason }) } };
}
