// What the simulator says: the sentence of a source, else of the author's words, that fits the message best. Rules are for the AI
// to follow, so they are never said.
import { shorten } from '#shared/model/words.ts';
import type { ModelRequest } from '#shared/engine/model-request.ts';
import { overlap, wordsOf } from './words.ts';

export interface AnswerMaterial extends Pick<
  ModelRequest,
  'assistant' | 'preamble' | 'sources' | 'postamble'
> {
  readonly message: string;
}

export function composeAnswer({ message, assistant, preamble, sources, postamble }: AnswerMaterial): string {
  const said = new Set(wordsOf(message));
  const found = best(
    sources.flatMap(({ text }, index) => sentencesOf(text, `[${index + 1}]`)),
    said,
    1,
  );
  if (found !== undefined) return found;
  const written = best(
    [preamble, postamble].flatMap((text) => sentencesOf(text)),
    said,
    2,
  );
  if (written !== undefined) return written;
  if (/^\W*(?:hi|hello|hey|good (?:morning|day|evening))\b/iu.test(message) || said.size === 0) {
    return `Hello${assistant === '' ? '' : `, I am ${assistant}`}. How can I help?`;
  }
  return `This is a simulated answer to “${shorten(message, 200)}”. Connect a model to get a real one.`;
}

interface Sentence {
  readonly text: string;
  readonly spoken: string;
}

function sentencesOf(text: string, source?: string): readonly Sentence[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => ({
      text: sentence,
      spoken: source === undefined ? sentence : `${sentence} ${source}`,
    }));
}

function best(sentences: readonly Sentence[], said: ReadonlySet<string>, least: number): string | undefined {
  let most = least - 1;
  let spoken: string | undefined;
  for (const sentence of sentences) {
    const shared = overlap(sentence.text, said);
    if (shared > most) [most, spoken] = [shared, sentence.spoken];
  }
  return spoken;
}
