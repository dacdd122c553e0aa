// Finds conditions that contradict themselves, whoever the customer is and whatever earlier steps gave.
// Invariants: pure; what is not certain counts as possible, so that nothing is reported in vain.
import type { ConditionGroup, ConditionRule } from '#shared/model/condition.ts';
import { valueFits } from './evaluate-condition.ts';

/** Whether no conversation can ever make it hold. */
export function neverHolds(condition: ConditionGroup): boolean {
  return worlds.every((world) => answerOf(condition, world) === false);
}

/** What a condition says of a world: that it holds, does not, or that it depends on what is not known. */
type Answer = boolean | undefined;

type World = ReadonlyMap<string, unknown>;

/** Every way in which the customer, the channel and yes/no fields can be. Only these depend on each other. */
const worlds: readonly World[] = ['anonymous', 'identified', 'verified'].flatMap((identity) =>
  ['web', 'email'].flatMap((channel) =>
    [true, false].flatMap((open) =>
      [true, false].map(
        (found): World =>
          new Map<string, unknown>([
            ['user.identity', identity],
            ['user.verified', identity === 'verified'],
            ['user.identified', identity !== 'anonymous'],
            ['user.anonymous', identity === 'anonymous'],
            ['channel', channel],
            ['time.businessHours', open],
            ['search.found', found],
          ]),
      ),
    ),
  ),
);

function answerOf(group: ConditionGroup, world: World): Answer {
  const answer = joined(group, world);
  return answer === undefined || group.not !== true ? answer : !answer;
}

function joined({ rules, combinator }: ConditionGroup, world: World): Answer {
  if (rules.length === 0) return true;
  const isAll = combinator === 'and';
  const answers = rules.map((part) => ('rules' in part ? answerOf(part, world) : ruleAnswer(part, world)));
  const decisive = !isAll;
  if (answers.includes(decisive)) return decisive;
  if (isAll && contradicts(rules.flatMap(allOf))) return false;
  return answers.includes(undefined) ? undefined : isAll;
}

/** The rows that must hold for a part of an “all of these” group to hold. */
function allOf(part: ConditionRule | ConditionGroup): readonly ConditionRule[] {
  if (!('rules' in part)) return [part];
  return part.not !== true && (part.combinator === 'and' || part.rules.length === 1)
    ? part.rules.flatMap(allOf)
    : [];
}

function ruleAnswer(rule: ConditionRule, world: World): Answer {
  if (world.has(rule.field)) return valueFits(world.get(rule.field), rule);
  return contradicts([rule]) ? false : undefined;
}

/** Whether some field cannot be as all its rows want it. */
function contradicts(rows: readonly ConditionRule[]): boolean {
  return [...new Set(rows.map(({ field }) => field))].some((field) => {
    const same = rows.filter((row) => row.field === field);
    const values = valuesToTry(same);
    return values !== undefined && !values.some((value) => same.every((row) => valueFits(value, row)));
  });
}

/** Values of which one fits all rows if any value at all does; undefined when that cannot be said. */
function valuesToTry(rows: readonly ConditionRule[]): readonly unknown[] | undefined {
  const fixed = rows.find(({ operator }) => operator === 'is' || operator === 'isTrue');
  if (fixed !== undefined) {
    const wanted = fixed.operator === 'isTrue' ? 'true' : String(fixed.value ?? '').trim();
    return wanted === '' ? nothing : [wanted];
  }
  if (rows.some(({ operator }) => operator === 'isEmpty')) return nothing;
  if (rows.some(({ operator }) => ofText.has(operator))) return undefined;
  const bounds = rows.flatMap(({ value }) => {
    const number =
      typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value ?? Number.NaN);
    return Number.isNaN(number) ? [] : [number];
  });
  const sorted = bounds.toSorted((one, other) => one - other);
  const between = sorted.flatMap((bound, place) => {
    const next = sorted[place + 1] ?? bound + 1;
    return [bound, bound + (next - bound) / 3, bound + ((next - bound) * 2) / 3];
  });
  return [...nothing, 'something else', (sorted[0] ?? 0) - 1, ...between, (sorted.at(-1) ?? 0) + 1];
}

const nothing: readonly unknown[] = [undefined, '', []];
const ofText: ReadonlySet<string> = new Set([
  'contains',
  'doesNotContain',
  'startsWith',
  'endsWith',
  'matches',
]);
