// How many lines a text takes, near enough, without drawing it.

/** Widths of Inter's letters in parts of its size. */
const narrow = /[ijlrtfI.,:;!'|()[\]{}/ -]/u;
const wide = /[mwMW@%—…]/u;
const upper = /[\p{Lu}\d?&#=+<>_]/u;
/** Chinese, Japanese, Korean, emoji. */
const full = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\uffef\u{1f000}-\u{1ffff}]/u;

const widths = new Map<string, number>();

function widthOf(letter: string): number {
  const known = widths.get(letter);
  if (known !== undefined) return known;
  const width = narrow.test(letter)
    ? 0.32
    : wide.test(letter)
      ? 0.88
      : full.test(letter)
        ? 1
        : upper.test(letter)
          ? 0.66
          : 0.57;
  widths.set(letter, width);
  return width;
}

/** Words are kept together where they fit into a line. */
export function linesOf(text: string, size: number, lineWidth: number, most: number): number {
  const line = lineWidth / size;
  let lines = 1;
  let used = 0;
  let word = 0;
  for (const letter of text) {
    const isSpace = letter === ' ' || letter === '\n';
    const width = widthOf(letter);
    word = isSpace ? 0 : word + width;
    used += width;
    if (used <= line || isSpace) continue;
    lines += 1;
    if (lines >= most) return most;
    // The word goes on in the next line, or is cut where it is longer than one.
    used = word < line ? word : width;
    word = used;
  }
  return lines;
}
