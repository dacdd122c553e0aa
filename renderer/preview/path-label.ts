import type { TraceRow } from '#shared/ipc/views.ts';
import { useIndex } from '../state/project-store.ts';
import { describeStep, labelOfPort, linksOf, titleOf } from '../state/step-kinds.ts';

/** Which way a step went, as the canvas calls it: the name of its path, or of the step that it links to. */
export function usePathLabel({ stepId, port }: Pick<TraceRow, 'stepId' | 'port'>): string | null {
  return useIndex((index) => {
    const step = index.steps.get(stepId);
    if (step === undefined) return port;
    const link = linksOf(step).find((each) => each.port === port);
    const target = link === undefined ? undefined : index.steps.get(link.to);
    if (target !== undefined) return titleOf(target);
    const described = describeStep(step);
    const ports = described?.ok === true ? described.description.ports : [];
    const found = ports.find(({ id }) => id === port);
    return found === undefined ? port : labelOfPort(found, index.actions);
  });
}
