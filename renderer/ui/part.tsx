// One part of a page on a screen, with its heading.
import type { ReactElement, ReactNode } from 'react';
import './part.css';

interface PartProps {
  readonly title: string;
  readonly help?: string;
  readonly children: ReactNode;
}

export function Part({ title, help, children }: PartProps): ReactElement {
  return (
    <section className="part" aria-label={title}>
      <h3>{title}</h3>
      {help !== undefined && <p className="part__help">{help}</p>}
      {children}
    </section>
  );
}
