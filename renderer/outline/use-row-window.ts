// Which rows of a long tree are drawn: those in sight, some around them, and the one with the tab stop.
// Invariant: rows have the heights of outline.css, so places are known without drawing.
import { useElementSize } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { OutlineRow } from './outline-rows.ts';

const heights: Readonly<Record<OutlineRow['kind'], number>> = { workflow: 30, step: 38, path: 30 };
const around = 400;
/** Scrolled so far, other rows are drawn. */
const stride = 200;

export interface PlacedRow {
  readonly row: OutlineRow;
  readonly top: number;
}

export interface RowWindow {
  readonly drawn: readonly PlacedRow[];
  readonly height: number;
  /** Measures the element that scrolls. */
  readonly ref: (element: HTMLDivElement | null) => void;
  onScroll(element: HTMLElement): void;
}

export function useRowWindow(rows: readonly OutlineRow[], active: OutlineRow | undefined): RowWindow {
  const { ref, height: seen } = useElementSize<HTMLDivElement>();
  const [from, setFrom] = useState(0);
  const { placed, height } = useMemo(() => placesOf(rows), [rows]);
  const drawn = placed.filter(
    ({ row, top }) => row === active || (top > from - around && top < from + stride + seen + around),
  );
  return {
    drawn,
    height,
    ref,
    onScroll: ({ scrollTop }) => setFrom(Math.floor(scrollTop / stride) * stride),
  };
}

function placesOf(rows: readonly OutlineRow[]) {
  let height = 0;
  const placed = rows.map((row): PlacedRow => {
    const top = height;
    height += heights[row.kind];
    return { row, top };
  });
  return { placed, height };
}
