// What may be in `args` when a step runs: what entries give and what steps on the way write.
// Invariant: a name is doubted only when no path to the step writes it; where something unknown may have come in
// (code, a jump from elsewhere) the doubt is only a hint.
import type { StepId } from '#shared/model/ids.ts';
import type { Finding } from '#shared/model/step-definition.ts';
import type { VariablePath } from '../templates/parse-template.ts';
import { entriesOf, type ProjectView, reachableFrom } from './project-view.ts';

export interface ArgsKnowledge {
  /** What is doubtful about a path such as `args.plan` at a step; other variables are never doubted. */
  findingFor(stepId: StepId, path: VariablePath): Finding | undefined;
}

export function createArgsKnowledge(project: ProjectView): ArgsKnowledge {
  const reached = reachableFrom(
    project,
    entriesOf(project).map(({ step }) => step.id),
  );
  const open = behind(
    project,
    ({ description, definition }) =>
      definition === undefined ||
      definition.entry === 'enter' ||
      (description !== undefined && description.writes === undefined),
  );
  const behindWriters = new Map<string, ReadonlySet<StepId>>();

  const mayKnow = (name: string, stepId: StepId): boolean => {
    const known = behindWriters.get(name) ?? behindWritersOf(project, name);
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

function behindWritersOf(project: ProjectView, name: string): ReadonlySet<StepId> {
  if (name === 'error') return reachableFrom(project, errorTargets(project));
  return behind(
    project,
    ({ description, definition }) =>
      description?.writes?.includes(name) === true || (name === 'content' && definition?.entry === 'message'),
  );
}

/** Steps behind any step of which `writes` is true. */
function behind(
  project: ProjectView,
  writes: (checked: NonNullable<ReturnType<ProjectView['steps']['get']>>) => boolean,
): ReadonlySet<StepId> {
  const targets: StepId[] = [];
  for (const checked of project.steps.values()) {
    if (writes(checked)) targets.push(...checked.ways.map(({ to }) => to));
  }
  return reachableFrom(project, targets);
}

function errorTargets({ steps }: ProjectView): StepId[] {
  return [...steps.values()].flatMap(({ ways }) =>
    ways.filter(({ port }) => port === 'error').map(({ to }) => to),
  );
}
