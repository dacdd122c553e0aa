import { callOperation } from '#shared/engine/actions/call-operation.ts';
import { matchesPattern } from '#shared/engine/conditions/safe-pattern.ts';
import { defineExecutor, type StepScope } from '#shared/engine/executor.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { valueAt } from '#shared/model/integrations/value-path.ts';
import type { Json } from '#shared/util/json.ts';
import { definition, type ValidationSettings } from './definition.ts';
import {
  checkCard,
  type Checked,
  checkDate,
  checkEmail,
  checkIban,
  checkList,
  checkPhone,
  checkPostalCode,
  checkUrl,
} from './rules.ts';

export const executor = defineExecutor(definition, {
  async enter(settings, scope) {
    const text = (await scope.render(settings.value, 'value', 'text')).trim();
    const checked =
      text === '' && needsText(settings)
        ? { isValid: false as const, problem: 'There is nothing to check.' }
        : await check(settings, text, scope);
    const merge = checked.isValid
      ? { [settings.saveAs]: checked.value, valid: true, problem: null }
      : { valid: false, problem: checked.problem };
    return { take: checked.isValid ? 'valid' : 'invalid', merge };
  },
});

const needsText = ({ rule }: ValidationSettings): boolean => rule !== 'condition' && rule !== 'operation';

async function check(settings: ValidationSettings, text: string, scope: StepScope): Promise<Checked> {
  switch (settings.rule) {
    case 'email':
      return checkEmail(text);
    case 'phone':
      return checkPhone(text, await scope.render(settings.country, 'country', 'text'));
    case 'url':
      return checkUrl(text);
    case 'date':
      return checkDate(text, scope.workspace.timeZone);
    case 'iban':
      return checkIban(text);
    case 'card':
      return checkCard(text);
    case 'postal-code':
      return checkPostalCode(text, await scope.render(settings.country, 'country', 'text'));
    case 'pattern':
      return answer(
        matchesPattern(`^(?:${settings.pattern})$`, text),
        text,
        'This does not have the right form.',
      );
    case 'list':
      return checkList(text, await allowedBy(settings, scope));
    case 'condition':
      return answer(await scope.holds(settings.condition), text, 'This is not possible here.');
    case 'operation':
      return answer(await isAvailable(settings, scope), text, 'This is not available.');
  }
}

const answer = (isValid: boolean, value: string, problem: string): Checked =>
  isValid ? { isValid, value } : { isValid, problem };

async function allowedBy({ allowed }: ValidationSettings, scope: StepScope): Promise<readonly string[]> {
  const values: string[] = [];
  for (const [index, { value }] of allowed.entries()) {
    const given = await scope.renderValue(value, `allowed.${index}.value`);
    const items: readonly Json[] = isList(given) ? given : [given];
    for (const item of items) {
      if (item !== null && typeof item !== 'object' && item !== '') values.push(String(item));
    }
  }
  return values;
}

async function isAvailable(
  { integrationId, operationId, parameters, output }: ValidationSettings,
  scope: StepScope,
): Promise<boolean> {
  if (integrationId === null || operationId === null) {
    throw new AppError('OPERATION_NOT_FOUND', 'No operation is chosen here. Open it and choose one.', {
      details: { stepId: scope.stepId },
    });
  }
  const { outputs } = await callOperation({ integrationId, operationId, parameters }, scope);
  return isYes(valueAt(outputs, output.trim()) ?? null);
}

function isYes(value: Json): boolean {
  if (typeof value === 'string') return !/^(?:|0|no|false|null|unavailable)$/iu.test(value.trim());
  if (typeof value === 'number') return value > 0;
  return isList(value) ? value.length > 0 : value !== null && value !== false;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
