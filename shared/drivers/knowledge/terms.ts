// Text as the terms that are indexed and looked for: the one tokenizer of documents and questions.
// Invariants: the same words give the same terms on both sides; a term has letters, digits and marks only, so that SQLite's
// tokenizer leaves it whole; places are UTF-16 units of the text that was given.
import { stemmer } from 'stemmer';

export interface Term {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** Longer ones are no words: keys, hashes, encoded files. */
const longestWord = 64;

const words = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const hasUnspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const isSouthEastAsian = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const asciiWord = /^[\x20-\x7e]+$/;

/** Terms in the order of the text. Those of Chinese, Japanese and Korean overlap: they are pairs of characters. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  for (const match of text.matchAll(words)) {
    const [word] = match;
    if (hasUnspaced.test(word)) terms.push(...termsOfUnspaced(word, match.index));
    else if (word.length <= longestWord) {
      const term = stem(fold(word));
      const place = { start: match.index, end: match.index + word.length };
      if (term !== '') terms.push({ term, ...place });
      for (const part of partsOfName(word)) terms.push({ term: part, ...place });
    }
  }
  return terms;
}

/** The words of a name such as `followRedirect`, which people write apart. */
function partsOfName(word: string): string[] {
  if (!/\p{Ll}\p{Lu}/u.test(word)) return [];
  const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
  return parts.map((part) => stem(fold(part))).filter((part) => part.length > 1);
}

/** Lower case, without accents, apostrophes and the ending ’s. */
function fold(word: string): string {
  const lower = word.toLowerCase();
  if (asciiWord.test(lower) && !lower.includes("'")) return lower;
  return lower
    .replace(/['’]s$/u, '')
    .replaceAll(/['’]/gu, '')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const stems = new Map<string, string>();
const rememberedStems = 50_000;

function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = makeStem(word);
  if (stems.size >= rememberedStems) stems.clear();
  stems.set(word, made);
  return made;
}

/** Porter's for words in Latin letters, and the plural -en of long German ones. */
function makeStem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const porter = stemmer(word);
  return porter.length >= 8 && porter.endsWith('en') ? porter.slice(0, -2) : porter;
}

function termsOfUnspaced(word: string, at: number): Term[] {
  const terms: Term[] = [];
  let done = 0;
  const addRest = (until: number): void => {
    const rest = fold(word.slice(done, until));
    if (rest !== '' && rest.length <= longestWord) {
      terms.push({ term: stem(rest), start: at + done, end: at + until });
    }
  };
  for (const run of word.matchAll(unspaced)) {
    addRest(run.index);
    done = run.index + run[0].length;
    const cut = isSouthEastAsian.test(run[0]) ? dictionaryWords : characterPairs;
    for (const { term, start, end } of cut(run[0])) {
      terms.push({ term, start: at + run.index + start, end: at + run.index + end });
    }
  }
  addRest(word.length);
  return terms;
}

/** Pairs need no dictionary, and a question finds a word wherever a dictionary would have cut. */
function* characterPairs(run: string): Iterable<Term> {
  const characters = Array.from(run);
  let start = 0;
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    if (next !== undefined) {
      yield { term: character + next, start, end: start + character.length + next.length };
    } else if (characters.length === 1) yield { term: character, start, end: start + character.length };
    start += character.length;
  }
}

const thaiWords = new Intl.Segmenter('th', { granularity: 'word' });

function* dictionaryWords(run: string): Iterable<Term> {
  for (const { segment, index } of thaiWords.segment(run)) {
    if (segment.length <= longestWord) yield { term: segment, start: index, end: index + segment.length };
  }
}
