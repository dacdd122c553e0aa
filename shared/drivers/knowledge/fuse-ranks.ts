/** How much the first places count more than later ones; usual for this way of fusing. */
const damping = 60;

/**
 * One order from several: reciprocal rank fusion. It looks at places alone, so the scores of the lists need not be of one kind.
 * The best first; each id with its score.
 */
export function fuseRanks(
  lists: readonly (readonly number[])[],
): readonly (readonly [id: number, score: number])[] {
  const scores = new Map<number, number>();
  for (const list of lists) {
    for (const [place, id] of list.entries()) {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (damping + place + 1));
    }
  }
  return [...scores].toSorted(([oneId, one], [otherId, other]) => other - one || oneId - otherId);
}
