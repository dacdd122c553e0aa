import { expect, test } from 'vitest';
import { conditionSchema } from '#shared/model/condition.ts';
import type { Json } from '#shared/util/json.ts';
import { neverHolds } from './never-holds.ts';

const row = (field: string, operator: string, value?: Json): Json => ({
  field,
  operator,
  ...(value === undefined ? {} : { value }),
});
const all = (...rules: readonly Json[]): Json => ({ combinator: 'and', rules });
const any = (...rules: readonly Json[]): Json => ({ combinator: 'or', rules });
const none = (...rules: readonly Json[]): Json => ({ combinator: 'or', not: true, rules });

const isVerified = row('user.verified', 'isTrue');
const isAnonymous = row('user.anonymous', 'isTrue');
const isPro = row('args.plan', 'is', 'pro');

test.each<readonly [string, Json]>([
  ['two identities', all(isVerified, isAnonymous)],
  ['an identity and its name', all(isVerified, row('user.identity', 'is', 'identified'))],
  ['an identity in a group', all(isVerified, any(isAnonymous, row('user.identified', 'isFalse')))],
  ['two channels', all(row('channel', 'is', 'web'), row('channel', 'is', 'email'))],
  ['a channel that there is not', all(row('channel', 'is', 'pigeon'))],
  ['yes and no', all(row('search.found', 'isTrue'), row('search.found', 'isFalse'))],
  ['two values', all(isPro, row('args.plan', 'is', 'free'))],
  ['a value that is not itself', all(isPro, row('args.plan', 'isNot', 'PRO'))],
  ['a value without its letters', all(isPro, row('args.plan', 'startsWith', 'x'))],
  ['something and nothing', all(row('args.plan', 'isEmpty'), row('args.plan', 'isNotEmpty'))],
  ['nothing that contains', all(row('args.plan', 'isEmpty'), row('args.plan', 'contains', 'a'))],
  ['more than more', all(row('args.n', 'greater', 5), row('args.n', 'less', '5'))],
  ['more than a word', all(row('args.n', 'greater', 'many'))],
  ['a contradiction in a nested group', all(all(isPro), all(row('args.plan', 'is', 'free')))],
  ['only contradictions to choose from', any(all(isVerified, isAnonymous), all(row('args.n', 'less', 'x')))],
  ['none of what must be', all(none(isVerified, row('user.verified', 'isFalse')))],
  ['not always', { combinator: 'and', not: true, rules: [] }],
])('never: %s', (_, condition) => {
  expect(neverHolds(conditionSchema.parse(condition))).toBe(true);
});

test.each<readonly [string, Json]>([
  ['without rows', all()],
  ['verified customers are identified, too', all(isVerified, row('user.identified', 'isTrue'))],
  ['one of two identities', any(isVerified, isAnonymous)],
  ['two fields', all(isPro, row('user.attrs.plan', 'is', 'free'))],
  ['a range', all(row('args.n', 'greater', 5), row('args.n', 'less', 6))],
  ['a bound that counts', all(row('args.n', 'greaterOrEqual', 5), row('args.n', 'lessOrEqual', '5'))],
  ['neither of two', all(row('args.plan', 'isNot', 'a'), row('args.plan', 'isNot', 'b'))],
  ['texts that may overlap', all(row('args.t', 'startsWith', 'a'), row('args.t', 'endsWith', 'b'))],
  ['letters of the value', all(isPro, row('args.plan', 'startsWith', 'P'))],
  ['none of them', none(isPro, isVerified)],
  ['a number written as text', all(row('args.n', 'is', '5'), row('args.n', 'greater', 4))],
])('may hold: %s', (_, condition) => {
  expect(neverHolds(conditionSchema.parse(condition))).toBe(false);
});
