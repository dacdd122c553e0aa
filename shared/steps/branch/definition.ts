import { z } from 'zod';
import { type ConditionGroup, conditionSchema } from '#shared/model/condition.ts';
import { summarizeCondition } from '#shared/model/condition-summary.ts';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { defineStep, type Finding } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';

const noCondition = (): ConditionGroup => ({ combinator: 'and', rules: [] });

const caseSchema = z.object({
  id: field(entityIdSchema, { label: 'Id', input: 'hidden' }),
  name: field(z.string().max(limits.name).default(''), {
    label: 'Name',
    help: 'Shown on the canvas. Leave it empty to show the condition itself.',
    input: 'text',
  }),
  condition: field(conditionSchema.default(noCondition), {
    label: 'When',
    help: 'The conversation takes this path when the condition holds and none above it does.',
    input: 'condition',
    whenEmpty: 'No condition yet. Say when this path is taken.',
  }),
});

const settingsSchema = z.object({
  cases: field(z.array(caseSchema).max(50).default([]), {
    label: 'Cases',
    help: 'Tried from top to bottom; the first that holds is taken, otherwise “else”.',
    input: 'list',
    itemName: 'case',
  }),
});

type BranchCase = z.infer<typeof caseSchema>;

export const elsePort = 'else';
/** Ports that a branch has besides its cases. */
const takenIds: ReadonlySet<string> = new Set([elsePort, 'error']);

export const definition = defineStep({
  kind: 'branch',
  version: 1,
  group: 'logic',
  title: 'Branch',
  purpose: 'Takes one of several paths, depending on what is known.',
  icon: 'arrows-split-2',
  canFail: true,
  settings: settingsSchema,
  ports: ({ cases }) => [
    ...cases.map((branchCase) => ({
      id: branchCase.id,
      label: labelOf(branchCase),
      ...(branchCase.name.trim() === '' ? {} : { note: `if ${inWords(branchCase.condition)}` }),
    })),
    { id: elsePort, label: 'else' },
  ],
  summary: ({ cases }) =>
    cases.length === 0
      ? 'No cases yet'
      : shorten(`If ${cases.map(({ condition }) => inWords(condition)).join('; or ')}`, 120),
  check: ({ cases }) => checkCases(cases),
});

/** A case without a condition is not finished, which is no “always”. */
const inWords = (condition: ConditionGroup): string =>
  condition.rules.length === 0 ? 'no condition yet' : summarizeCondition(condition);

function labelOf({ name, condition }: BranchCase): string {
  return shorten(name.trim() === '' ? inWords(condition) : name, 60);
}

function checkCases(cases: readonly BranchCase[]): Finding[] {
  if (cases.length === 0) {
    return [
      {
        severity: 'warning',
        code: 'SETTING_MISSING',
        message: 'There are no cases, so “else” is always taken. Add a case, or delete the step.',
        field: 'cases',
      },
    ];
  }
  const findings: Finding[] = [];
  const ids = new Set<string>();
  for (const [index, { id, name, condition }] of cases.entries()) {
    const called = name.trim() === '' ? `Case ${index + 1}` : `Case “${shorten(name, 40)}”`;
    if (hasEmptyGroup(condition)) {
      findings.push({
        severity: 'error',
        code: 'CONDITION_EMPTY',
        message: `${called} has no condition, or an empty group in it. Say when the path is taken, or delete it.`,
        field: `cases.${index}.condition`,
      });
    }
    if (ids.has(id) || takenIds.has(id)) {
      findings.push({
        severity: 'error',
        code: 'ID_TWICE',
        message: `${called} cannot be told apart from another path. Delete it and add it again.`,
        field: `cases.${index}.id`,
      });
    }
    ids.add(id);
  }
  return findings;
}

function hasEmptyGroup(group: ConditionGroup): boolean {
  return group.rules.length === 0 || group.rules.some((rule) => 'rules' in rule && hasEmptyGroup(rule));
}
