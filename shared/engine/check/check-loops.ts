// Steps that lead in a circle without ever waiting: the turn goes round until it reaches its ceiling and fails.
import { type Problem, problemOfStep } from './problem.ts';
import type { CheckedStep, ProjectView } from './project-view.ts';

export function checkLoops(project: ProjectView): Problem[] {
  const steps = [...project.steps.values()];
  const rests = steps.map(restsThere);
  return circles(project.targets, rests).flatMap((circle) => {
    const members = new Set(circle);
    const isWayOut = circle.some((number) =>
      (steps[number]?.ways ?? []).some(
        ({ port, to }) => port !== 'error' && !members.has(project.numbers.get(to) ?? -1),
      ),
    );
    const first = steps[Math.min(...circle)];
    if (first === undefined) return [];
    const message = isWayOut
      ? 'The conversation can go round from here to here without waiting for the customer. Make sure that it takes the way out in time; a turn is stopped after too many steps.'
      : 'The steps from here lead back here without ever waiting for the customer, so the turn fails. Put a “Choice” or a “Wait” between them, or lead one of the paths elsewhere.';
    return [
      problemOfStep(first.step, {
        severity: isWayOut ? 'hint' : 'warning',
        code: 'LOOP_WITHOUT_WAIT',
        message,
      }),
    ];
  });
}

/** A turn ends there, or may: a step that waits, hands over, or cannot be run at all. */
function restsThere({ step, definition }: CheckedStep): boolean {
  return step.isDisabled !== true && (definition === undefined || definition.waits === true);
}

/** Groups of places that all lead to each other (Tarjan's algorithm, without recursion), past those that rest. */
function circles(
  targets: readonly (readonly number[])[],
  rests: readonly boolean[],
): readonly (readonly number[])[] {
  const found: number[][] = [];
  const order = new Int32Array(targets.length).fill(-1);
  const low = new Int32Array(targets.length);
  const isOpen = new Uint8Array(targets.length);
  const open: number[] = [];
  let count = 0;
  const enter = (number: number): { readonly number: number; next: number } => {
    order[number] = count;
    low[number] = count;
    count += 1;
    open.push(number);
    isOpen[number] = 1;
    return { number, next: 0 };
  };
  for (const start of targets.keys()) {
    if (order[start] !== -1 || rests[start] === true) continue;
    const path = [enter(start)];
    for (let place = path.at(-1); place !== undefined; place = path.at(-1)) {
      const { number } = place;
      const target = targets[number]?.[place.next];
      place.next += 1;
      if (target === undefined) {
        path.pop();
        const parent = path.at(-1)?.number;
        if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[number] ?? 0);
        if (low[number] === order[number]) {
          const circle = open.splice(open.lastIndexOf(number));
          for (const member of circle) isOpen[member] = 0;
          if (circle.length > 1 || targets[number]?.includes(number) === true) found.push(circle);
        }
      } else if (rests[target] !== true && target >= 0) {
        if (order[target] === -1) path.push(enter(target));
        else if (isOpen[target] === 1) low[number] = Math.min(low[number] ?? 0, order[target] ?? 0);
      }
    }
  }
  return found;
}
