// Design-time problems of the open project, asked from the host a moment after each saved change.
// Invariants: never holds up editing; an answer that newer edits overtook is dropped.
import { create } from 'zustand';
import type { Problem } from '#shared/ipc/views.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { host } from './host.ts';
import { notifyTrouble } from './notify.ts';
import { onProjectChange } from './project-store.ts';
import type { ProjectIndex } from './project-index.ts';

interface ProblemsState {
  readonly problems: readonly Problem[];
  readonly byStep: ReadonlyMap<string, readonly Problem[]>;
}

const none: ProblemsState = { problems: [], byStep: new Map() };
const noProblems: readonly Problem[] = [];
const waitMs = 300;

export const useProblems = create<ProblemsState>(() => none);

export const useStepProblems = (stepId: string): readonly Problem[] =>
  useProblems(({ byStep }) => byStep.get(stepId) ?? noProblems);

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;
let askedFor: ProjectIndex | undefined;

async function ask(): Promise<void> {
  asking?.abort();
  const controller = new AbortController();
  asking = controller;
  try {
    const { problems } = await host.invoke('project.problems', {}, { signal: controller.signal });
    if (!controller.signal.aborted) useProblems.setState({ problems, byStep: group(problems) });
  } catch (thrown) {
    const { code, message } = AppError.from(thrown);
    askedFor = undefined;
    // The first two are said by the header already, the third is this module's own doing.
    if (code === 'HOST_DOWN' || code === 'PROJECT_NOT_OPEN' || code === 'CANCELLED') return;
    notifyTrouble('Could not check the project', message);
  }
}

function group(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const byStep = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.stepId === null) continue;
    const known = byStep.get(problem.stepId);
    if (known === undefined) byStep.set(problem.stepId, [problem]);
    else known.push(problem);
  }
  return byStep;
}

onProjectChange((project) => {
  if (project === null) {
    clearTimeout(timer);
    asking?.abort();
    askedFor = undefined;
    useProblems.setState(none);
    return;
  }
  if (project.sync !== 'saved' || project.index === askedFor) return;
  askedFor = project.index;
  clearTimeout(timer);
  timer = setTimeout(() => void ask(), waitMs);
});
