/** What became of something between two states. */
export type Mark = 'added' | 'changed' | 'removed';
