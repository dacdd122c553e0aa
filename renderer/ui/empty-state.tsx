// Where there is nothing yet: what belongs here, and how to begin.
import type { Icon } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import './empty-state.css';

interface EmptyStateProps {
  readonly Icon: Icon;
  readonly title: string;
  /** One below that of the place it stands in. */
  readonly heading?: 'h2' | 'h3' | 'h4';
  readonly words: ReactNode;
  /** What to do now; nothing where it is read only. */
  readonly children?: ReactNode;
}

export function EmptyState({
  Icon,
  title,
  heading: Heading = 'h3',
  words,
  children,
}: EmptyStateProps): ReactElement {
  return (
    <div className="empty-state">
      <span className="empty-state__icon" aria-hidden="true">
        <Icon size={24} stroke={1.5} />
      </span>
      <Heading>{title}</Heading>
      <p>{words}</p>
      <div className="empty-state__begin">{children}</div>
    </div>
  );
}
