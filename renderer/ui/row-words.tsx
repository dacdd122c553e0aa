import type { ReactElement, ReactNode } from 'react';

interface RowWordsProps {
  readonly name: ReactNode;
  readonly facts: ReactNode;
}

/** In a row of a `ListCard`: its name, and in small what is to be known of it. */
export function RowWords({ name, facts }: RowWordsProps): ReactElement {
  return (
    <span className="row-words">
      <span className="row-words__name dg-truncate">{name}</span>
      <span className="row-words__facts dg-truncate">{facts}</span>
    </span>
  );
}
