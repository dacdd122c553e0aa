import { memo } from 'react';
import { useStepProblems } from '../state/problems-store.ts';
import { ProblemCount } from '../ui/problem-count.tsx';

export const ProblemBadge = memo(function ProblemBadge({ stepId }: { readonly stepId: string }) {
  return <ProblemCount problems={useStepProblems(stepId)} />;
});
