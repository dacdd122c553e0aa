// Between conditions of the model and what the query builder edits.
// Invariant: what comes out fits the model, with an operator that makes sense for its field; what the author did not touch
// means what it meant.
import type { RuleGroupType, RuleType } from 'react-querybuilder';
import { type ConditionGroup, type ConditionRule, conditionSchema } from '#shared/model/condition.ts';
import { type Json, jsonSchema } from '#shared/util/json.ts';
import { choicesOf, factOperator, isFact, operatorsOf, takesValue } from './condition-fields.ts';

/** In the builder, *not* is part of how rows are joined: “none of these holds”. */
const denied = '-not';

const nothing: ConditionGroup = { combinator: 'and', rules: [] };

export function readCondition(value: Json | undefined): ConditionGroup {
  const parsed = conditionSchema.safeParse(value);
  return parsed.success ? parsed.data : nothing;
}

export function toQuery(group: ConditionGroup): RuleGroupType {
  return {
    ...(group.id === undefined ? {} : { id: group.id }),
    combinator: `${group.combinator}${group.not === true ? denied : ''}`,
    rules: group.rules.map((part) =>
      'rules' in part
        ? toQuery(part)
        : {
            ...(part.id === undefined ? {} : { id: part.id }),
            field: part.field,
            operator: factOperator(part.field, part.operator, part.value) ?? part.operator,
            value: part.value ?? '',
          },
    ),
  };
}

/**
 * The condition as JSON; undefined when it does not fit the model, such as one nested too deep. A row that was about a yes or
 * no `before`, and now is about a value, compares with *is*.
 */
export function fromQuery(query: RuleGroupType, before: ConditionGroup = nothing): Json | undefined {
  const facts = new Set(rulesOf(before).flatMap(({ id, field }) => (isFact(field) ? [id] : [])));
  const parsed = conditionSchema.safeParse(groupOf(query, facts));
  if (!parsed.success) return undefined;
  const json = jsonSchema.safeParse(JSON.parse(JSON.stringify(parsed.data)));
  return json.success ? json.data : undefined;
}

/** How the rows of the group that holds the row at `path` are joined; `query` is what the builder edits. */
export function combinatorAt(query: unknown, path: readonly number[]): ConditionGroup['combinator'] {
  let group = conditionSchema.safeParse(query).data;
  for (const position of path.slice(0, -1)) {
    const part = group?.rules[position];
    group = part !== undefined && 'rules' in part ? part : undefined;
  }
  return group?.combinator ?? 'and';
}

function rulesOf(group: ConditionGroup): readonly ConditionRule[] {
  return group.rules.flatMap((part) => ('rules' in part ? rulesOf(part) : [part]));
}

/** `facts`: ids of rows that were about a yes or no. */
function groupOf(query: RuleGroupType, facts: ReadonlySet<string | undefined>): unknown {
  return {
    id: query.id,
    combinator: query.combinator.replace(denied, ''),
    ...(query.combinator.endsWith(denied) ? { not: true } : {}),
    rules: query.rules.map((part) => ('rules' in part ? groupOf(part, facts) : ruleOf(part, facts))),
  };
}

function ruleOf({ id, field, operator, value }: RuleType, facts: ReadonlySet<string | undefined>): unknown {
  const allowed = operatorsOf(field);
  const isNew = id !== undefined && facts.has(id) && !isFact(field);
  const fitting = (isNew ? undefined : allowed.find((name) => name === operator)) ?? allowed[0];
  const choices = choicesOf(field);
  const isOffered = choices === undefined || choices.some(({ name }) => name === value);
  const kept: ConditionRule['value'] = isOffered ? plain(value) : (choices?.[0]?.name ?? '');
  return {
    id,
    field,
    operator: fitting,
    ...(fitting !== undefined && takesValue(fitting) ? { value: kept } : {}),
  };
}

function plain(value: unknown): ConditionRule['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : '';
}
