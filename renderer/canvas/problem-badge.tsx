import type { ReactElement } from 'react';
import { useStepProblems } from '../state/problems-store.ts';
import { ProblemCount } from '../ui/problem-count.tsx';

export function ProblemBadge({ stepId }: { readonly stepId: string }): ReactElement {
  return <ProblemCount problems={useStepProblems(stepId)} />;
}
