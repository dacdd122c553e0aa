import { useStore } from '@xyflow/react';
import { createContext } from 'react';

/** Below this nobody can read a step, so it is drawn as a tile, without text and dots. */
const farZoom = 0.4;

/** Whether the canvas is seen from far. A context: steps render once when it changes, not at every move. */
export const FarContext = createContext(false);

export const useIsFar = (): boolean => useStore((state) => state.transform[2] < farZoom);
