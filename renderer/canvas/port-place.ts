// Where the dots of a node are, as canvas.css draws them, for what is computed without drawing.
const headMiddle = 24;
const rowHeight = 22;
const listPadding = 5;

export const portTop = {
  /** Of the input, of an only port, and of a link: beside the title. */
  head: headMiddle,
  /** Of the port in this row, of so many. */
  row: (count: number, place: number, height: number): number =>
    count === 1 ? headMiddle : height - listPadding - (count - place - 0.5) * rowHeight,
} as const;
