// Values in Markdown: shown as the characters they are. Only what Markdown would read as markup is escaped,
// so that ordinary text stays ordinary where replies are read as plain text.

const special = /[\\`*_[\]<>~|&\r\n]|^\s*(?:[#>+=-]|\d{1,9}[.)])|^[ \t]/u;
const isAlphanumeric = /[\p{L}\p{N}]/u;

/** `before` is the text that the value is written behind: marks of headings and lists count at the start of a line. */
export function escapeMarkdown(value: string, before: string): string {
  if (!special.test(value)) return value;
  const inline = value.replaceAll(/[\\`*_[\]<>~|]|&(?=#?\w+;)/gu, (mark: string, at: number) =>
    mark === '_' && isInsideWord(value, at) ? mark : `\\${mark}`,
  );
  const isLineStart = /(?:^|[\r\n])[\s>*+\-#\d.)]*$/u.test(before.slice(-40));
  return inline
    .split(/\r\n?|\n/u)
    .map((line, index) => {
      if (index === 0) return isLineStart ? escapeLineStart(line.replace(/^[ \t]+/u, '')) : line;
      // Four columns would begin a block of code.
      return escapeLineStart(line.replace(/^(?: {0,3}\t| {4})[ \t]*/u, ''));
    })
    .join('\n');
}

/** Underscores inside a word are no emphasis. */
function isInsideWord(value: string, at: number): boolean {
  return isAlphanumeric.test(value.charAt(at - 1)) && isAlphanumeric.test(value.charAt(at + 1));
}

function escapeLineStart(line: string): string {
  return line
    .replace(/^(\s*)(#{1,6}(?:\s|$)|[+-](?:\s|$)|-{2,}\s*$|=+\s*$|(?:-\s*){3,}$)/u, String.raw`$1\$2`)
    .replace(/^(\s*\d{1,9})([.)](?:\s|$))/u, String.raw`$1\$2`);
}
