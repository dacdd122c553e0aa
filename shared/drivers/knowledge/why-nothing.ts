import type { QueryPlan } from './query-plan.ts';

interface NothingFound {
  readonly plan: QueryPlan;
  readonly sources: number;
  readonly passages: number;
  /** Some passages had a word of the query, but too little of what it says. */
  readonly hasWeak: boolean;
}

/** Why a search found nothing, and what to do about it. */
export function whyNothing({ plan, sources, passages, hasWeak }: NothingFound): string {
  if (sources === 0) return 'No source is searched. Import one, or switch one on.';
  if (passages === 0) return 'The sources that are searched are empty. Import them again.';
  if (plan.units.length === 0) return 'The query has no words. Write what to look for.';
  const unknown = plan.units.filter(({ alternatives }) => alternatives.size === 0);
  if (unknown.length === plan.units.length) {
    const words = unknown.slice(0, 5).map(({ word }) => `“${word}”`);
    return `No passage has ${words.join(' or ')}. Add an answer that says it as customers do, or import a source that tells about it.`;
  }
  return hasWeak
    ? 'Some passages have one of the words, but none has enough of them. Add an answer to this question.'
    : 'No passage of the sources that are searched has these words. Look whether a source is switched off or left out.';
}
