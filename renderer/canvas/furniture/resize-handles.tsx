import { NodeResizer } from '@xyflow/react';
import type { ReactElement } from 'react';
import { resizeFurniture } from '../../commands/furniture-commands.ts';
import { run } from '../../state/project-store.ts';

interface ResizeHandlesProps {
  readonly id: string;
  readonly minWidth: number;
  readonly minHeight: number;
}

/** Corners and edges to drag; the size is an edit when they are let go. */
export function ResizeHandles({ id, minWidth, minHeight }: ResizeHandlesProps): ReactElement {
  return (
    <NodeResizer
      minWidth={minWidth}
      minHeight={minHeight}
      lineClassName="furniture-resize"
      handleClassName="furniture-resize"
      onResizeEnd={(_, rect) => run((index) => resizeFurniture(index, id, rect))}
    />
  );
}
