// Conditions in words: "user is verified and plan is 'pro'". For case labels and summaries, never parsed.
import type { ConditionGroup, ConditionOperator, ConditionRule } from './condition.ts';
import { assertNever } from '#shared/util/assert-never.ts';

/** The condition as a person would say it. A condition without rows is "always". */
export function summarizeCondition(condition: ConditionGroup): string {
  if (condition.rules.length === 0) return condition.not === true ? 'never' : 'always';
  const joined = condition.rules.map(summarizePart).join(condition.combinator === 'and' ? ' and ' : ' or ');
  return condition.not === true ? `not (${joined})` : joined;
}

function summarizePart(part: ConditionRule | ConditionGroup): string {
  if (!('rules' in part)) return summarizeRule(part);
  const words = summarizeCondition(part);
  return part.rules.length > 1 && part.not !== true ? `(${words})` : words;
}

/** Fields that hold or do not, in words for both. */
const facts: ReadonlyMap<string, { readonly holds: string; readonly fails: string }> = new Map([
  ['user.verified', { holds: 'user is verified', fails: 'user is not verified' }],
  ['user.identified', { holds: 'user is identified', fails: 'user is not identified' }],
  ['user.anonymous', { holds: 'user is anonymous', fails: 'user is not anonymous' }],
  ['operator.active', { holds: 'an operator takes part', fails: 'no operator takes part' }],
  ['conversation.escalated', { holds: 'an operator is asked for', fails: 'no operator is asked for' }],
  ['time.businessHours', { holds: 'it is within business hours', fails: 'it is outside business hours' }],
  ['search.found', { holds: 'the search found something', fails: 'the search found nothing' }],
]);

function summarizeRule({ field, operator, value }: ConditionRule): string {
  const fact = facts.get(field);
  if (fact !== undefined) {
    const isDenied = operator === 'isFalse' || operator === 'isNot';
    const isAboutFalse = value === false && (operator === 'is' || operator === 'isNot');
    return isDenied === isAboutFalse ? fact.holds : fact.fails;
  }
  if (field === 'user.email' && operator === 'isNotEmpty') return 'user has an e-mail';
  if (field === 'user.email' && operator === 'isEmpty') return 'user has no e-mail';
  const words = choices.get(field)?.get(String(value)) ?? spell(value);
  return `${fieldInWords(field)} ${operatorInWords(operator)}${hasValue(operator) ? ` ${words}` : ''}`;
}

/** Values that are no words of the author's. */
const choices: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['user.identity', new Map(['anonymous', 'identified', 'verified'].map((name) => [name, name]))],
  [
    'channel',
    new Map([
      ['web', 'web chat'],
      ['email', 'e-mail'],
    ]),
  ],
]);

function fieldInWords(field: string): string {
  if (field.startsWith('args.')) return field.slice('args.'.length);
  if (field.startsWith('user.attrs.')) return `user’s ${field.slice('user.attrs.'.length)}`;
  if (field === 'user.identity') return 'user';
  if (field === 'user.email') return 'e-mail';
  if (field === 'user.name') return 'user’s name';
  if (field === 'message.content') return 'message';
  return field;
}

function spell(value: ConditionRule['value']): string {
  if (value === undefined || value === null) return 'nothing';
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function hasValue(operator: ConditionOperator): boolean {
  return (
    operator !== 'isEmpty' && operator !== 'isNotEmpty' && operator !== 'isTrue' && operator !== 'isFalse'
  );
}

function operatorInWords(operator: ConditionOperator): string {
  switch (operator) {
    case 'is':
      return 'is';
    case 'isNot':
      return 'is not';
    case 'contains':
      return 'contains';
    case 'doesNotContain':
      return 'does not contain';
    case 'startsWith':
      return 'starts with';
    case 'endsWith':
      return 'ends with';
    case 'matches':
      return 'matches';
    case 'greater':
      return 'is more than';
    case 'greaterOrEqual':
      return 'is at least';
    case 'less':
      return 'is less than';
    case 'lessOrEqual':
      return 'is at most';
    case 'isEmpty':
      return 'is empty';
    case 'isNotEmpty':
      return 'is not empty';
    case 'isTrue':
      return 'is yes';
    case 'isFalse':
      return 'is no';
    default:
      return assertNever(operator);
  }
}
