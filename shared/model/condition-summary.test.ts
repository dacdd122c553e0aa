import { expect, test } from 'vitest';
import type { ConditionGroup, ConditionRule } from './condition.ts';
import { summarizeCondition } from './condition-summary.ts';

function all(...rules: (ConditionRule | ConditionGroup)[]): ConditionGroup {
  return { combinator: 'and', rules };
}
function any(...rules: (ConditionRule | ConditionGroup)[]): ConditionGroup {
  return { combinator: 'or', rules };
}

const verified: ConditionRule = { field: 'user.verified', operator: 'isTrue' };
const pro: ConditionRule = { field: 'args.plan', operator: 'is', value: 'pro' };

test('rows are joined as they are meant', () => {
  expect(summarizeCondition(all(verified, pro))).toBe("user is verified and plan is 'pro'");
  expect(summarizeCondition(any(verified, pro))).toBe("user is verified or plan is 'pro'");
});

test('nested groups get brackets, groups of one row do not', () => {
  expect(summarizeCondition(all(verified, any(pro, verified)))).toBe(
    "user is verified and (plan is 'pro' or user is verified)",
  );
  expect(summarizeCondition(all(verified, any(pro)))).toBe("user is verified and plan is 'pro'");
  expect(summarizeCondition({ ...all(pro), not: true })).toBe("not (plan is 'pro')");
});

test('a group without rows always holds', () => {
  expect(summarizeCondition(all())).toBe('always');
});

test.each([
  [{ field: 'user.verified', operator: 'isFalse' }, 'user is not verified'],
  [{ field: 'user.verified', operator: 'is', value: false }, 'user is not verified'],
  [{ field: 'user.verified', operator: 'isNot', value: false }, 'user is verified'],
  [{ field: 'time.businessHours', operator: 'isFalse' }, 'it is outside business hours'],
  [{ field: 'user.identity', operator: 'isNot', value: 'anonymous' }, 'user is not anonymous'],
  [{ field: 'channel', operator: 'is', value: 'email' }, 'channel is e-mail'],
  [{ field: 'channel', operator: 'is', value: 'pigeon' }, "channel is 'pigeon'"],
  [{ field: 'user.email', operator: 'isNotEmpty' }, 'user has an e-mail'],
  [{ field: 'user.email', operator: 'endsWith', value: '.com' }, "e-mail ends with '.com'"],
  [{ field: 'search.found', operator: 'isFalse' }, 'the search found nothing'],
  [{ field: 'operator.active', operator: 'isTrue' }, 'an operator takes part'],
  [{ field: 'conversation.escalated', operator: 'isTrue' }, 'an operator is asked for'],
  [{ field: 'user.attrs.plan', operator: 'isEmpty' }, 'user’s plan is empty'],
  [{ field: 'args.total', operator: 'greaterOrEqual', value: 10 }, 'total is at least 10'],
  [{ field: 'message.content', operator: 'contains', value: 'refund' }, "message contains 'refund'"],
] satisfies [ConditionRule, string][])('%j reads “%s”', (rule, words) => {
  expect(summarizeCondition(all(rule))).toBe(words);
});
