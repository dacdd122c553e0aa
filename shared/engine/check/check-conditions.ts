// Conditions: fields that exist, patterns that can be used, names in `args` that an earlier step puts there, and rows that do
// not contradict each other.
import { type ConditionGroup, type ConditionRule, conditionSchema } from '#shared/model/condition.ts';
import { summarizeCondition } from '#shared/model/condition-summary.ts';
import { shorten } from '#shared/model/words.ts';
import type { Finding } from '#shared/model/step-definition.ts';
import { isConditionField } from '../conditions/condition-facts.ts';
import { neverHolds } from '../conditions/never-holds.ts';
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
      const findings = rulesOf(condition).flatMap(
        (rule) => checkRule(rule) ?? args.findingFor(step.id, rule.field.split('.')) ?? [],
      );
      const isSound = findings.every(({ severity }) => severity !== 'error');
      if (isSound && neverHolds(condition)) findings.push(contradiction(condition));
      return [...new Map(findings.map((finding) => [finding.message, finding])).values()].map((finding) =>
        problemOfStep(step, { ...finding, field }),
      );
    }),
  );
}

function rulesOf(condition: ConditionGroup): ConditionRule[] {
  return condition.rules.flatMap((part) => ('rules' in part ? rulesOf(part) : [part]));
}

function contradiction(condition: ConditionGroup): Finding {
  const words = shorten(summarizeCondition(condition), 120);
  const message = `This can never be: ${words}. Change a row, remove one, or let any of them be enough.`;
  return { severity: 'warning', code: 'CONDITION_NEVER_HOLDS', message };
}

function checkRule({ field, operator, value }: ConditionRule): Finding | undefined {
  if (field === 'args.' || field === 'user.attrs.') {
    const what = field === 'args.' ? 'value of an earlier step' : 'attribute of the customer';
    const message = `A row does not say yet which ${what} it compares. Write its name.`;
    return { severity: 'error', code: 'CONDITION_FIELD_UNKNOWN', message };
  }
  if (!isConditionField(field)) {
    const message = `A condition asks about “${field}”, which does not exist. Choose what it is about.`;
    return { severity: 'error', code: 'CONDITION_FIELD_UNKNOWN', message };
  }
  const problem = operator === 'matches' ? patternProblem(String(value ?? '')) : undefined;
  if (problem === undefined) return undefined;
  return { severity: 'error', code: 'CONDITION_PATTERN_INVALID', message: problem };
}
