// How the preview's conversation stands at a step.
import { usePreview } from '../preview/preview-store.ts';

export type RunMark = 'idle' | 'running' | 'waiting' | 'visited' | 'failed';

export function useRunMark(stepId: string): RunMark {
  return usePreview(({ turn, session, isLost }) => {
    if (turn.runningStepId === stepId) return 'running';
    if (turn.rows.some((row) => row.stepId === stepId && row.state === 'failed')) return 'failed';
    if (session?.waitingStepId === stepId && !turn.isRunning && !isLost) return 'waiting';
    return turn.visitedStepIds.has(stepId) ? 'visited' : 'idle';
  });
}

/** The port that this step took last in the turn that is shown. */
export function useTakenPort(stepId: string): string | null {
  return usePreview(({ turn }) => turn.rows.findLast((row) => row.stepId === stepId)?.port ?? null);
}
