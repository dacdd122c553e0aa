// Conditions: fields that exist, patterns that can be used, names in `args` that an earlier step puts there.
import { type ConditionGroup, type ConditionRule, conditionSchema } from '#shared/model/condition.ts';
import type { Finding } from '#shared/model/step-definition.ts';
import { isConditionField } from '../conditions/condition-facts.ts';
import { patternProblem } from '../conditions/safe-pattern.ts';
import { createArgsKnowledge } from './args-knowledge.ts';
import { type Problem, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';

export function checkConditions(project: ProjectView): Problem[] {
  const args = createArgsKnowledge(project);
  return [...project.steps.values()].flatMap(({ step, values }) =>
    values.flatMap(({ input, field, value }) => {
      const condition = input === 'condition' ? conditionSchema.safeParse(value).data : undefined;
      if (condition === undefined) return [];
      return rulesOf(condition).flatMap((rule) => {
        const finding = checkRule(rule) ?? args.findingFor(step.id, rule.field.split('.'));
        return finding === undefined ? [] : [problemOfStep(step, { ...finding, field })];
      });
    }),
  );
}

function rulesOf(condition: ConditionGroup): ConditionRule[] {
  return condition.rules.flatMap((part) => ('rules' in part ? rulesOf(part) : [part]));
}

function checkRule({ field, operator, value }: ConditionRule): Finding | undefined {
  if (!isConditionField(field)) {
    const message = `A condition asks about “${field}”, which does not exist. Choose what it is about.`;
    return { severity: 'error', code: 'CONDITION_FIELD_UNKNOWN', message };
  }
  const problem = operator === 'matches' ? patternProblem(String(value ?? '')) : undefined;
  if (problem === undefined) return undefined;
  return { severity: 'error', code: 'CONDITION_PATTERN_INVALID', message: problem };
}
