import { describe, expect, it } from 'vitest';
import { type ConditionRule, conditionSchema } from '#shared/model/condition.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { Talk } from '#tests/helpers/talk.ts';
import type { ConditionFacts } from './condition-facts.ts';
import { conditionHolds, readsClock } from './evaluate-condition.ts';

function factsOf(args: JsonObject, testUser: JsonObject = {}, workspace: JsonObject = {}): ConditionFacts {
  const { flow, state } = new Talk({ steps: [], workspace }, { testUser });
  return {
    workspace: flow.workspace,
    conversation: state,
    args,
    message: { id: 'm', role: 'user', content: 'I want a Refund, please', channel: 'web' },
    now: Date.UTC(2026, 6, 1, 12),
  };
}

function holds(
  field: string,
  operator: ConditionRule['operator'],
  value?: ConditionRule['value'],
  facts = factsOf(args),
) {
  return conditionHolds({ combinator: 'and', rules: [{ field, operator, value }] }, facts);
}

const args = {
  plan: ' Pro ',
  count: 10,
  text: '9',
  flag: true,
  no: 'false',
  list: ['a', 2],
  empty: '',
  nothing: null,
  deep: { list: [{ id: 7 }] },
};

describe('a row of a condition', () => {
  it.each([
    ['args.plan', 'is', 'pro', true],
    ['args.plan', 'isNot', 'free', true],
    ['args.count', 'is', '10', true],
    ['args.count', 'is', 10, true],
    ['args.missing', 'is', 'x', false],
    ['args.missing', 'isNot', 'x', true],
    ['args.nothing', 'is', '', true],
    ['args.flag', 'isTrue', undefined, true],
    ['args.no', 'isFalse', undefined, true],
    ['args.missing', 'isFalse', undefined, true],
    ['args.count', 'greater', 9, true],
    ['args.text', 'less', '10', true],
    ['args.count', 'greaterOrEqual', 10, true],
    ['args.count', 'lessOrEqual', 9, false],
    ['args.plan', 'greater', 1, false],
    ['args.missing', 'less', 5, false],
    ['args.empty', 'less', 5, false],
    ['args.list', 'contains', 2, true],
    ['args.list', 'doesNotContain', 'b', true],
    ['args.plan', 'startsWith', 'PR', true],
    ['args.plan', 'endsWith', 'o', true],
    ['args.empty', 'isEmpty', undefined, true],
    ['args.list', 'isNotEmpty', undefined, true],
    ['args.deep.list.0.id', 'is', 7, true],
    ['args.constructor', 'isEmpty', undefined, true],
    ['args.deep.__proto__', 'isEmpty', undefined, true],
    ['message.content', 'contains', 'refund', true],
    ['message.content', 'matches', String.raw`\brefunds?\b`, true],
    ['channel', 'is', 'web', true],
    ['operator.active', 'isFalse', undefined, true],
    ['conversation.escalated', 'isFalse', undefined, true],
    ['search.found', 'isTrue', undefined, false],
    ['something.else', 'isEmpty', undefined, true],
  ] as const)('%s %s %j is %j', (field, operator, value, expected) => {
    expect(holds(field, operator, value)).toBe(expected);
  });

  it.each([
    ['anonymous', 'user.anonymous', true],
    ['anonymous', 'user.verified', false],
    ['identified', 'user.identified', true],
    ['identified', 'user.verified', false],
    ['verified', 'user.verified', true],
    ['verified', 'user.identified', true],
  ])('knows of an %s customer: %s is %j', (identity, field, expected) => {
    const facts = factsOf({}, { identity, attrs: { 'plan.tier': 2 }, email: 'a@b.example' });
    expect(holds(field, 'isTrue', undefined, facts)).toBe(expected);
    expect(holds(field, 'is', !expected, facts)).toBe(false);
    expect(holds('user.identity', 'is', identity, facts)).toBe(true);
    expect(holds('user.attrs.plan.tier', 'is', 2, facts)).toBe(true);
    expect(holds('user.email', 'isNotEmpty', undefined, facts)).toBe(true);
  });
});

describe('groups', () => {
  const yes = { field: 'args.flag', operator: 'isTrue' };
  const no = { field: 'args.flag', operator: 'isFalse' };
  it.each([
    [{ combinator: 'and', rules: [yes, no] }, false],
    [{ combinator: 'or', rules: [no, yes] }, true],
    [{ combinator: 'and', rules: [yes, { combinator: 'or', rules: [no, yes] }] }, true],
    [{ combinator: 'and', not: true, rules: [no] }, true],
    [{ combinator: 'or', rules: [] }, true],
  ])('%j is %j', (condition, expected) => {
    expect(conditionHolds(conditionSchema.parse(condition), factsOf(args))).toBe(expected);
  });
});

describe('business hours', () => {
  const hours = (...ranges: [day: string, from: string, to: string][]) => ({
    businessHours: ranges.map(([day, from, to]) => ({ day, from, to })),
  });
  const isOpen = (workspace: JsonObject, now: number) =>
    holds('time.businessHours', 'isTrue', undefined, { ...factsOf({}, {}, workspace), now });
  // 1 July 2026 is a Wednesday.
  const at = (hour: number, minute = 0, day = 1) => Date.UTC(2026, 6, day, hour, minute);

  it('are in the time zone of the workspace, with the begin and without the end', () => {
    const berlin = { timeZone: 'Europe/Berlin', ...hours(['wednesday', '09:00', '17:00']) };
    expect([at(6, 59), at(7), at(14, 59), at(15)].map((now) => isOpen(berlin, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isOpen(berlin, at(8, 0, 2))).toBe(false);
  });

  it('may go on past midnight', () => {
    const night = hours(['wednesday', '22:00', '02:00']);
    expect([at(21), at(22), at(1, 59, 2), at(2, 0, 2)].map((now) => isOpen(night, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isOpen(hours(['wednesday', '18:00', '00:00']), at(23, 59))).toBe(true);
  });

  it('are always when none are set', () => {
    expect(isOpen({}, at(3))).toBe(true);
  });

  it('are the only field that needs the clock', () => {
    const rule = (field: string) => ({
      combinator: 'and' as const,
      rules: [{ field, operator: 'isTrue' as const }],
    });
    expect(readsClock({ combinator: 'or', rules: [rule('args.x'), rule('time.businessHours')] })).toBe(true);
    expect(readsClock(rule('args.x'))).toBe(false);
  });
});
