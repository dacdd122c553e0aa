import type { JsonObject } from '#shared/util/json.ts';
import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OfferedOption } from '#shared/engine/conversation.ts';
import { defineExecutor, type StepScope } from '#shared/engine/executor.ts';
import { type ChoiceSettings, definition } from './definition.ts';
import { offeredOptions } from './options.ts';

export const executor = defineExecutor(definition, {
  async enter(settings, scope) {
    const { content, saveAs, timeoutSeconds, isTypedLabelPick } = settings;
    if (!isArgsName(saveAs)) {
      throw new AppError(
        'STEP_SETTINGS_INVALID',
        `The answer cannot be saved as “${saveAs}”. ${argsNameAdvice}`,
        { details: { stepId: scope.stepId, field: 'saveAs' } },
      );
    }
    const offered = await offeredOptions(settings, scope);
    const known = settings.isSkippable ? await knownOption(settings, offered, scope) : undefined;
    if (known !== undefined) return { take: 'next', merge: { [saveAs]: known.value } };

    scope.offer(await scope.render(content, 'content', 'markdown'), offered);
    return {
      wait: {
        offered,
        saveAs,
        accepts: ['choice', 'message', 'timeout'],
        data: { isTypedLabelPick },
        ...(timeoutSeconds === null ? {} : { dueAt: (await scope.now()) + timeoutSeconds * 1000 }),
      },
    };
  },

  resume({ saveAs }, _scope, trigger, wait) {
    if (trigger.kind !== 'message') return { take: 'timeout' };
    if (trigger.message.choice === undefined) return { take: 'message' };
    const merge: JsonObject = { [wait.saveAs ?? saveAs]: trigger.message.choice.value };
    return { take: 'next', merge };
  },
});

/** The option whose value is known already, of the same JSON type: "1" is not 1. */
async function knownOption(
  { saveAs, knownValue }: ChoiceSettings,
  offered: readonly OfferedOption[],
  scope: StepScope,
): Promise<OfferedOption | undefined> {
  const inArgs = offered.find((option) => option.value === scope.args[saveAs]);
  if (inArgs !== undefined || knownValue.trim() === '') return inArgs;
  const known = await scope.renderValue(knownValue, 'knownValue');
  return offered.find((option) => option.value === known);
}
