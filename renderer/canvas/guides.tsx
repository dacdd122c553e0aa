import { useStore, ViewportPortal } from '@xyflow/react';
import type { ReactElement } from 'react';
import { useDrag } from './drag-store.ts';

/** Lines that show with which steps the dragged ones are in line. */
export function Guides(): ReactElement | null {
  const guides = useDrag((drag) => drag.guides);
  return guides.length === 0 ? null : <Lines />;
}

function Lines(): ReactElement {
  const guides = useDrag((drag) => drag.guides);
  const thin = useStore((state) => 1 / state.transform[2]);
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={axis}
          className="guide"
          style={
            axis === 'x'
              ? { left: at - thin / 2, top: from - 12, width: thin, height: to - from + 24 }
              : { left: from - 12, top: at - thin / 2, width: to - from + 24, height: thin }
          }
        />
      ))}
    </ViewportPortal>
  );
}
