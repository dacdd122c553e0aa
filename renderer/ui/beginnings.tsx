// The ways to begin where there is nothing yet, side by side. The first has the focus when the screen opens.
import { UnstyledButton } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement } from 'react';

interface Beginning {
  readonly id: string;
  readonly Icon: Icon;
  readonly title: string;
  readonly detail: string;
  run(): void;
}

export function Beginnings({ choices }: { readonly choices: readonly Beginning[] }): ReactElement {
  return (
    <div className="beginnings" role="group" aria-label="Where to begin">
      {choices.map(({ id, Icon, title, detail, run }, position) => (
        <UnstyledButton
          key={id}
          className="beginnings__one"
          {...(position === 0 ? { 'data-first-focus': true } : {})}
          onClick={run}
        >
          <Icon size={18} stroke={1.6} aria-hidden="true" />
          <span>
            <strong>{title}</strong>
            <em>{detail}</em>
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}
