import type { ReactElement, ReactNode } from 'react';
import './list-card.css';

interface ListCardProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A list whose rows lead to what they name. */
export function ListCard({ label, children }: ListCardProps): ReactElement {
  return (
    <ul className="plain-list list-card" aria-label={label}>
      {children}
    </ul>
  );
}
