import type { ReactElement } from 'react';
import { KeyCaps } from '../palette/key-caps.tsx';
import { useProject } from '../state/project-store.ts';

/** What to do with a workflow that has only its beginning. */
export function FirstStepHint(): ReactElement | null {
  const isReadOnly = useProject((project) => project.readOnly !== null);
  if (isReadOnly) return null;
  return (
    <p className="canvas-hint">
      <span>
        Drag from the <span className="canvas-hint__dot" role="img" aria-label="dot" /> of this step to add
        what comes next, or press <KeyCaps keys="/" />
      </span>
    </p>
  );
}
