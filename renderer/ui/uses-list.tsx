import type { ReactElement } from 'react';
import './uses-list.css';

interface Use {
  readonly id: string;
  readonly name: string;
  /** In which workflow, or of which sort. */
  readonly where: string | undefined;
  open(): void;
}

interface UsesListProps {
  readonly uses: readonly Use[];
  /** What is said while there is none. */
  readonly none: string;
}

/** Where something is used, with the ways there. */
export function UsesList({ uses, none }: UsesListProps): ReactElement {
  if (uses.length === 0) return <p className="part__help">{none}</p>;
  return (
    <ul className="plain-list uses-list" aria-label="Uses">
      {uses.map(({ id, name, where, open }) => (
        <li key={id}>
          <button type="button" className="uses-list__link" onClick={open}>
            {name}
          </button>
          <span className="part__help">{where}</span>
        </li>
      ))}
    </ul>
  );
}
