// The settings of a step that are of one kind of input, with their values.
import { settingValues, type SettingValue } from '#shared/engine/check/setting-values.ts';
import type { Step } from '#shared/model/entities/flow.ts';
import type { FieldInput } from '#shared/model/field.ts';
import { definitionOf, settingsOf } from '../../state/step-kinds.ts';

export function fieldsOfInput(step: Step, input: FieldInput): readonly SettingValue[] {
  const definition = definitionOf(step.kind);
  if (definition === undefined) return [];
  return settingValues(definition.settings, settingsOf(step)).filter((field) => field.input === input);
}
