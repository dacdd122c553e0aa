// Which steps a customer can come to who is not verified: everything that is not behind a *user is verified* case.
// Invariants: pure; linear in steps and ways; what cannot be told counts as open.
import { type ConditionGroup, type ConditionRule, conditionSchema } from '#shared/model/condition.ts';
import type { StepId } from '#shared/model/ids.ts';
import { type CheckedStep, entriesOf, type ProjectView, type Reach } from './project-view.ts';

/** Steps that can be reached without passing a case or a tool that is for verified customers alone. */
export function openToAnyone(project: ProjectView): Reach {
  const entries = new Map<string, StepId[]>();
  for (const { step } of entriesOf(project)) {
    entries.set(step.workflowId, [...(entries.get(step.workflowId) ?? []), step.id]);
  }
  const reached = new Set<StepId>();
  const entered = new Set<string>();
  const waiting: StepId[] = [];
  const visit = (id: StepId): void => {
    if (reached.has(id)) return;
    reached.add(id);
    waiting.push(id);
  };
  const enter = (workflowId: string): void => {
    if (entered.has(workflowId)) return;
    entered.add(workflowId);
    for (const id of entries.get(workflowId) ?? []) visit(id);
  };
  enter(project.document.workspace.mainWorkflowId);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const checked = project.steps.get(id);
    if (checked === undefined) continue;
    for (const { input, value } of checked.values) {
      if (input === 'workflow' && typeof value === 'string') enter(value);
    }
    const closed = guardedPorts(checked);
    for (const { port, to } of checked.ways) if (!closed.has(port)) visit(to);
  }
  return { has: (id) => reached.has(id) };
}

const maxListed = /^(.+)\.(\d+)\.[^.]+$/u;

/** Ports that only verified customers take. */
function guardedPorts({ settings, values, description, step }: CheckedStep): ReadonlySet<string> {
  const closed = new Set<string>();
  if (step.isDisabled === true) return closed;
  let isRestVerified = false;
  for (const { input, field, value } of values) {
    if (input !== 'condition') continue;
    const condition = conditionSchema.safeParse(value).data;
    const [, list, place] = maxListed.exec(field) ?? [];
    const items = list === undefined ? undefined : settings[list];
    const item: unknown = Array.isArray(items) ? items[Number(place)] : undefined;
    if (condition === undefined || typeof item !== 'object' || item === null || !('id' in item)) continue;
    if (typeof item.id === 'string' && (isRestVerified || saysVerified(condition, true))) closed.add(item.id);
    // The cases after one for those who are not verified are for those who are.
    isRestVerified ||= saysVerified(condition, false);
  }
  const isBranch = description?.ports.some(({ id }) => id === 'else') === true;
  if (isRestVerified && isBranch) closed.add('else');
  return closed;
}

/** Whether the customer must be verified when the condition holds, or when it does not. */
function saysVerified({ combinator, not, rules }: ConditionGroup, holds: boolean): boolean {
  const value = not === true ? !holds : holds;
  const says = (rule: ConditionRule | ConditionGroup): boolean =>
    'rules' in rule ? saysVerified(rule, value) : ruleSaysVerified(rule, value);
  // When all must hold and they do, one that says so is enough; when they do not, any may be the reason.
  const isOneEnough = (combinator === 'and') === value;
  return rules.length > 0 && (isOneEnough ? rules.some(says) : rules.every(says));
}

function ruleSaysVerified({ field, operator, value }: ConditionRule, holds: boolean): boolean {
  if (field === 'user.verified') {
    if (operator === 'isTrue') return holds;
    return operator === 'isFalse' && !holds;
  }
  if (field !== 'user.identity' || value !== 'verified') return false;
  return operator === 'is' ? holds : operator === 'isNot' && !holds;
}
