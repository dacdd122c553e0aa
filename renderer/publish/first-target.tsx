// Before there is a target: what publishing is, and how to get a runtime.
import { IconRocket } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useProject } from '../state/project-store.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { CopyLine } from './copy-line.tsx';
import { TargetForm } from './target-form.tsx';

export function FirstTarget(): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  return (
    <>
      <EmptyState
        Icon={IconRocket}
        title="Put it in front of customers"
        words="Publishing sends this project to a runtime, the service that talks with customers. It runs exactly what the preview runs."
      >
        <ol className="publish-empty__steps">
          <li>
            Start a runtime. On this computer, in Dialogram’s folder:
            <CopyLine label="the command" text="npm run runtime" />
          </li>
          <li>At its first start it prints its admin key, once. Copy the key.</li>
          <li>Enter address and key below.</li>
        </ol>
      </EmptyState>
      {isReadOnly ? (
        <p className="publish__muted">
          This window may only read the project, so no target can be added here.
        </p>
      ) : (
        <TargetForm />
      )}
    </>
  );
}
