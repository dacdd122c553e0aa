import { Tooltip } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';

interface ProblemCountProps {
  readonly problems: readonly { readonly severity: string; readonly message: string }[];
}

/** Errors, else warnings, as one small count. Hints stay where they are explained. */
export function ProblemCount({ problems }: ProblemCountProps): ReactElement | null {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const shown = errors.length > 0 ? errors : warnings;
  if (shown.length === 0) return null;
  const severity = errors.length > 0 ? 'error' : 'warning';
  const Icon = severity === 'error' ? IconAlertCircle : IconAlertTriangle;
  const words = `${shown.length} ${severity}${shown.length === 1 ? '' : 's'}`;
  return (
    <Tooltip multiline maw={280} label={shown.map(({ message }) => message).join(' ')}>
      <span role="img" aria-label={words} className={`problem-badge problem-badge--${severity}`}>
        <Icon size={12} stroke={2.2} aria-hidden />
        {shown.length}
      </span>
    </Tooltip>
  );
}
