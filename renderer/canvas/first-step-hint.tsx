import { type ReactElement, useEffect } from 'react';
import { KeyCaps } from '../palette/key-caps.tsx';
import { focusCanvas } from '../state/focus-part.ts';
import { useProject } from '../state/project-store.ts';

/** What to do with a workflow that has only its beginning. */
export function FirstStepHint(): ReactElement | null {
  const isReadOnly = useProject((project) => project.readOnly !== null);
  useEffect(() => {
    // What comes next follows this step: it is selected, so that the very first key adds to it.
    if (document.activeElement === document.body) focusCanvas();
  }, []);
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
