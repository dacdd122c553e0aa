// A word of a query, and what the index knows of words.

/** What the index knows of its terms. */
export interface Vocabulary {
  /** Passages of the index. */
  readonly size: number;
  /** Passages that have a term. */
  frequency(term: string): number;
  /** Every term; asked only for words that the index does not have. */
  all(): readonly string[];
}

export interface QueryUnit {
  readonly term: string;
  /** As the query has it. */
  readonly word: string;
  readonly frequency: number;
  /** What is looked for, with how much it counts; the term itself counts 1. */
  readonly alternatives: ReadonlyMap<string, number>;
  /** How much it says, from its rarity. */
  readonly weight: number;
  /** The index is asked for it; else it only decides between passages that have others. */
  readonly isAsked: boolean;
}
