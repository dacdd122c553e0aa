// How a text was changed, short enough for a list: long ones are cut to where they differ.
// Invariant: the two halves of a change never read the same.
import { shorten } from '#shared/model/words.ts';

const shown = 60;
/** What is left in front of the difference, so that it is found again in the whole. */
const before = 20;

/** “Hi” → “Hello” */
export function textChange(old: string, now: string): string {
  const [was, is] = [inOneLine(old), inOneLine(now)];
  if (was.join('') === is.join('')) return was.length === 0 ? 'empty' : 'other spaces and lines';
  const isShort = Math.max(was.length, is.length) <= shown;
  const start = isShort ? 0 : startOfExcerpt(was, firstDifference(was, is));
  return `${excerpt(was, start)} → ${excerpt(is, start)}`;
}

export const quote = (text: string): string => (text.trim() === '' ? 'empty' : `“${shorten(text, shown)}”`);

const inOneLine = (text: string): readonly string[] => Array.from(text.replaceAll(/\s+/gu, ' ').trim());

function firstDifference(was: readonly string[], is: readonly string[]): number {
  const at = was.findIndex((character, index) => character !== is[index]);
  return at === -1 ? was.length : at;
}

/** At the beginning of a word, a little before the difference. */
function startOfExcerpt(text: readonly string[], difference: number): number {
  if (difference <= before * 2) return 0;
  const space = text.indexOf(' ', difference - before);
  return space === -1 || space >= difference ? difference - before : space + 1;
}

function excerpt(text: readonly string[], start: number): string {
  if (text.length === 0) return 'empty';
  return `“${start === 0 ? '' : '… '}${shorten(text.slice(start).join(''), shown)}”`;
}
