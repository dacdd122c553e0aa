/** About how many tokens a model takes for a text: four letters of spaced scripts, one character of others. */
export function estimateTokens(text: string): number {
  const dense = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu,
  );
  const denseCount = dense?.length ?? 0;
  return denseCount + Math.ceil((text.length - denseCount) / 4);
}
