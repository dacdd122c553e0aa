// The options of a choice as they are offered: worked out once, when the wait begins.
// Invariants: at least one option, at most `limits.choiceOptions`; values differ in type or content; ids follow positions
// or are the options' own.
import type { Json } from '#shared/util/json.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import { shorten } from '#shared/model/words.ts';
import type { OfferedOption } from '#shared/engine/conversation.ts';
import type { StepScope } from '#shared/engine/executor.ts';
import type { ChoiceSettings } from './definition.ts';

/** Rejects with `CHOICE_OPTIONS_INVALID` when there is nothing to offer or a pick could mean two options. */
export async function offeredOptions(
  settings: ChoiceSettings,
  scope: StepScope,
): Promise<readonly OfferedOption[]> {
  const options =
    settings.source === 'list' ? await listedOptions(settings, scope) : await dynamicOptions(settings, scope);
  if (options.length === 0) throw invalid('There is nothing to pick. Add an option to this choice.', scope);
  if (options.length > limits.choiceOptions) {
    throw invalid(
      `There are ${options.length} options, and at most ${limits.choiceOptions} can be shown. Shorten the list.`,
      scope,
    );
  }
  const values = new Set<OfferedOption['value']>();
  for (const { value } of options) {
    if (values.has(value)) {
      throw invalid(
        `Two options have the value “${shorten(String(value), 40)}”. Give each option its own value.`,
        scope,
      );
    }
    values.add(value);
  }
  return options;
}

async function listedOptions({ options }: ChoiceSettings, scope: StepScope): Promise<OfferedOption[]> {
  const listed: OfferedOption[] = [];
  for (const [index, { id, label, value }] of options.entries()) {
    const words = await scope.render(label, `options.${index}.label`, 'text');
    listed.push(labelled(id, words, value === '' ? words : value));
  }
  return listed;
}

async function dynamicOptions(
  { dynamicList, labelField, valueField }: ChoiceSettings,
  scope: StepScope,
): Promise<OfferedOption[]> {
  const list = await scope.renderValue(dynamicList, 'dynamicList');
  if (!isList(list)) {
    throw invalid(
      'The list of options is not a list here. See that the variable in “List” is filled with one before this step.',
      scope,
    );
  }
  return list.map((item, index) => {
    const label = isRecord(item) ? item[labelField] : item;
    const value = isRecord(item) ? item[valueField] : item;
    if (!isChoiceValue(value)) {
      throw invalid(
        `Entry ${index + 1} of the list of options has no text, number or yes/no value in “${valueField}”. Correct the list, or “Field to keep”.`,
        scope,
      );
    }
    return labelled(`option-${index + 1}`, isChoiceValue(label) ? String(label) : '', value);
  });
}

/** An option without words shows its value: a button that says nothing cannot be picked knowingly. */
function labelled(id: string, label: string, value: OfferedOption['value']): OfferedOption {
  return { id, label: label.trim() === '' ? String(value) : label, value };
}

function isChoiceValue(value: Json | undefined): value is OfferedOption['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string, scope: StepScope): AppError {
  return new AppError('CHOICE_OPTIONS_INVALID', message, { details: { stepId: scope.stepId } });
}
