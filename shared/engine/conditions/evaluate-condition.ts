// Whether a condition holds. Pure.
// Texts are compared without regard to upper and lower case and outer spaces; a number or yes/no equals its text;
// a value that is missing is empty, is not anything, and is neither more nor less.
import type { ConditionGroup, ConditionRule } from '#shared/model/condition.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { businessHoursField, type ConditionFacts, factOf } from './condition-facts.ts';
import { matchesPattern } from './safe-pattern.ts';

/** A group without rows holds (and with `not` never does). */
export function conditionHolds(condition: ConditionGroup, facts: ConditionFacts): boolean {
  const holds = (part: ConditionGroup | ConditionRule): boolean =>
    'rules' in part ? conditionHolds(part, facts) : ruleHolds(part, facts);
  const { rules, combinator } = condition;
  const joined = rules.length === 0 || (combinator === 'and' ? rules.every(holds) : rules.some(holds));
  return condition.not === true ? !joined : joined;
}

/** Whether `facts.now` is needed. */
export function readsClock(condition: ConditionGroup): boolean {
  return condition.rules.some((part) =>
    'rules' in part ? readsClock(part) : part.field === businessHoursField,
  );
}

const ruleHolds = (rule: ConditionRule, facts: ConditionFacts): boolean =>
  valueFits(factOf(rule.field, facts), rule);

/** Whether a value is as the row wants it, whatever the row is about. */
export function valueFits(value: unknown, { operator, value: wanted = null }: ConditionRule): boolean {
  switch (operator) {
    case 'is':
      return isSame(value, wanted);
    case 'isNot':
      return !isSame(value, wanted);
    case 'contains':
      return contains(value, wanted);
    case 'doesNotContain':
      return !contains(value, wanted);
    case 'startsWith':
      return isText(value) && normalize(value).startsWith(normalize(wanted));
    case 'endsWith':
      return isText(value) && normalize(value).endsWith(normalize(wanted));
    case 'matches':
      return isText(value) && matchesPattern(String(wanted), String(value));
    case 'greater':
      return compare(value, wanted, (left, right) => left > right);
    case 'greaterOrEqual':
      return compare(value, wanted, (left, right) => left >= right);
    case 'less':
      return compare(value, wanted, (left, right) => left < right);
    case 'lessOrEqual':
      return compare(value, wanted, (left, right) => left <= right);
    case 'isEmpty':
      return isEmpty(value);
    case 'isNotEmpty':
      return !isEmpty(value);
    case 'isTrue':
      return isSame(value, true);
    case 'isFalse':
      return !isSame(value, true);
    default:
      return assertNever(operator);
  }
}

function isText(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function normalize(value: string | number | boolean | null): string {
  return value === null ? '' : String(value).trim().toLowerCase();
}

function isSame(value: unknown, wanted: string | number | boolean | null): boolean {
  if (isEmpty(value)) return normalize(wanted) === '';
  return isText(value) && normalize(value) === normalize(wanted);
}

function contains(value: unknown, wanted: string | number | boolean | null): boolean {
  if (Array.isArray(value)) return value.some((item) => isSame(item, wanted));
  return isText(value) && normalize(value).includes(normalize(wanted));
}

function compare(
  value: unknown,
  wanted: string | number | boolean | null,
  holds: (left: number, right: number) => boolean,
): boolean {
  const [left, right] = [toNumber(value), toNumber(wanted)];
  return left !== undefined && right !== undefined && holds(left, right);
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}
