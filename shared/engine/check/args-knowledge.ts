// What may be in `args` when a step runs: what entries give and what steps on the way write.
// Invariant: a name is doubted only when no path to the step writes it; where something unknown may have come in
// (code, a jump from elsewhere) the doubt is only a hint, and what code seems to return is not doubted.
import type { StepId } from '#shared/model/ids.ts';
import type { Finding } from '#shared/model/step-definition.ts';
import { resultNames } from '../actions/result-names.ts';
import type { VariablePath } from '../templates/parse-template.ts';
import { entriesOf, type ProjectView, type Reach, reachableFrom } from './project-view.ts';

export interface ArgsKnowledge {
  /** What is doubtful about a path such as `args.plan` at a step; other variables are never doubted. */
  findingFor(stepId: StepId, path: VariablePath): Finding | undefined;
}

export function createArgsKnowledge(project: ProjectView): ArgsKnowledge {
  const reached = reachableFrom(
    project,
    entriesOf(project).map(({ step }) => step.id),
  );
  const { byName, ofAnything } = findWriters(project);
  const open = reachableFrom(project, ofAnything);
  const behindWriters = new Map<string, Reach>();

  const mayKnow = (name: string, stepId: StepId): boolean => {
    const known = behindWriters.get(name) ?? reachableFrom(project, byName.get(name) ?? []);
    behindWriters.set(name, known);
    return known.has(stepId);
  };

  return {
    findingFor(stepId, [root, name]) {
      if (root !== 'args' || name === undefined || !reached.has(stepId) || mayKnow(name, stepId))
        return undefined;
      if (open.has(stepId)) {
        const message = `It cannot be seen whether “args.${name}” is there when this step runs. Make sure that the code or workflow before it gives it.`;
        return { severity: 'hint', code: 'ARGS_UNKNOWN', message };
      }
      const message = `No step before this one puts “${name}” into args, so it is empty here. Check its spelling, or set it before.`;
      return { severity: 'warning', code: 'ARGS_UNKNOWN', message };
    },
  };
}

/** The steps that come right behind what writes each name, and behind what may write anything. */
function findWriters(project: ProjectView) {
  const catalog = { ...project, kindOf: (kind: string) => project.kinds.get(kind) };
  const byName = new Map<string, StepId[]>();
  const ofAnything: StepId[] = [];
  const add = (name: string, targets: readonly StepId[]): void => {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [...targets]);
    else known.push(...targets);
  };
  for (const { step, definition, settings, description, ways } of project.steps.values()) {
    if (step.isDisabled === true) continue;
    const targets = ways.map(({ to }) => to);
    if (definition === undefined || definition.entry === 'enter') ofAnything.push(...targets);
    if (definition?.entry === 'message') add('content', targets);
    if (description !== undefined) {
      for (const { port, to } of ways) {
        const { names, isOpen } = resultNames({ settings, description }, port, catalog);
        if (isOpen) ofAnything.push(to);
        for (const name of names) add(name, [to]);
      }
    }
    add(
      'error',
      ways.filter(({ port }) => port === 'error').map(({ to }) => to),
    );
  }
  return { byName, ofAnything };
}
