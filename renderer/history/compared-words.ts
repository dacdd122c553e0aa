import { templateInWords } from '../panels/values/template-words.ts';

/** What differs, with variables by their words, unless they are all that differs. */
export function comparedWords(detail: string): string {
  const words = detail.replace(/“([^“”]*)”/gu, (_whole, text: string) => `“${templateInWords(text)}”`);
  const [, old, now] = /(“[^“”]*”) → (“[^“”]*”)$/u.exec(words) ?? [];
  return old !== undefined && old === now ? detail : words;
}
