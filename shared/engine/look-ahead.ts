// Looks at what comes next without running it: which step is behind a port, and whether it leads this customer on.
// Invariants: pure; disabled steps are passed over as a run would; what cannot be known yet counts as leading on.
import type { ConditionGroup } from '#shared/model/condition.ts';
import type { StepId } from '#shared/model/ids.ts';
import { passingPort } from '#shared/model/step-definition.ts';
import type { ConditionFacts } from './conditions/condition-facts.ts';
import { conditionHolds } from './conditions/evaluate-condition.ts';
import type { Flow, FlowStep } from './flow.ts';

/** The first step behind a port that would run; undefined at a dead end. */
export function stepBehind(flow: Flow, from: StepId, port: string): FlowStep | undefined {
  const passed = new Set<StepId>();
  let way = flow.next(from, port);
  for (;;) {
    const step = way === undefined ? undefined : flow.steps.get(way.to);
    if (step?.step.isDisabled !== true) return step;
    if (passed.has(step.step.id)) return undefined;
    passed.add(step.step.id);
    const passing = passingPort(step.executor?.definition.describe(step.settings));
    way = passing === undefined ? undefined : flow.next(step.step.id, passing);
  }
}

/** Whether a condition holds, or asks for a name in `args` that is not known yet. */
export function conditionMayHold(
  condition: ConditionGroup,
  facts: ConditionFacts,
  unknown: readonly string[],
): boolean {
  return readsAny(condition, new Set(unknown)) || conditionHolds(condition, facts);
}

function readsAny(condition: ConditionGroup, names: ReadonlySet<string>): boolean {
  return condition.rules.some((part) => {
    if ('rules' in part) return readsAny(part, names);
    const [root, name] = part.field.split('.');
    return root === 'args' && name !== undefined && names.has(name);
  });
}
