import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import { limits } from '#shared/model/limits.ts';
import { shorten } from '#shared/model/words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { defineExecutor, type StepScope } from '#shared/engine/executor.ts';
import type { ConversationChange } from '#shared/engine/outcome.ts';
import { type AttributeValue, isEmail, typedValue } from './customer-value.ts';
import { definition, type UserAttribute } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ email, name, attributes }, scope) {
    const customer: NonNullable<ConversationChange['customer']> = {
      ...(email.trim() === '' ? {} : { email: await emailOf(email, scope) }),
      ...(name.trim() === '' ? {} : { name: await nameOf(name, scope) }),
      ...(attributes.length === 0 ? {} : { attrs: await attributesOf(attributes, scope) }),
    };
    return { take: 'next', change: { customer } };
  },
});

async function emailOf(template: string, scope: StepScope): Promise<string> {
  const text = (await scope.render(template, 'email', 'text')).trim();
  if (isEmail(text)) return text;
  throw invalid(`“${shorten(text, 60)}” is not an e-mail address`, 'email', scope);
}

async function nameOf(template: string, scope: StepScope): Promise<string> {
  const text = (await scope.render(template, 'name', 'text')).trim();
  if (text !== '' && text.length <= limits.name) return text;
  const what = text === '' ? 'The name is empty' : `The name has more than ${limits.name} characters`;
  throw invalid(what, 'name', scope);
}

async function attributesOf(
  attributes: readonly UserAttribute[],
  scope: StepScope,
): Promise<Record<string, AttributeValue>> {
  const values: Record<string, AttributeValue> = {};
  for (const [index, { name, type, value: template }] of attributes.entries()) {
    const at = `attributes.${index}`;
    if (!isArgsName(name)) {
      throw new AppError(
        'STEP_SETTINGS_INVALID',
        `Attribute ${index + 1} of this step cannot be called “${name}”. ${argsNameAdvice}`,
        { details: { stepId: scope.stepId, field: `${at}.name` } },
      );
    }
    const value = typedValue(await scope.renderValue(template, `${at}.value`), type);
    if (value === undefined) throw invalid(`“${name}” is not ${words[type]}`, `${at}.value`, scope);
    values[name] = value;
  }
  return values;
}

const words: Readonly<Record<UserAttribute['type'], string>> = {
  string: `a text of at most ${limits.text} characters`,
  number: 'a number',
  boolean: 'yes or no',
};

function invalid(what: string, field: string, { stepId }: StepScope): AppError {
  return new AppError(
    'USER_VALUE_INVALID',
    `${what}, so nothing about the customer was changed. Ask again on the path “error”, or correct the value.`,
    { details: { stepId, field } },
  );
}
