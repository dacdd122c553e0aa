// Words of a text in a form in which "refunds" and "Refund" are the same.

const idle: ReadonlySet<string> = new Set(
  'a an and are as at be by can could customer do does for from has have how i if in is it its me my of on or our please so that the their them they this to us was we what when where which who why will with would you your'.split(
    ' ',
  ),
);

/** Stems of the words that mean something, in order. */
export function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !idle.has(word)).map(stem);
}

/** How many words of `text` occur in `known`. */
export function overlap(text: string, known: ReadonlySet<string>): number {
  return [...new Set(wordsOf(text))].filter((word) => known.has(word)).length;
}

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/u, '') : word.replace(/(?<=..)s$/u, '');
}
