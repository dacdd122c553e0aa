import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';

interface FilterBoxProps {
  readonly label: string;
  /** The label, unless that is too long to stand in the box. */
  readonly placeholder?: string;
  readonly value: string;
  readonly maxLength?: number;
  readonly disabled?: boolean;
  onChange(value: string): void;
}

/** What a list is narrowed by. Escape clears it before it closes anything. */
export function FilterBox({ label, placeholder, value, onChange, ...rest }: FilterBoxProps): ReactElement {
  return (
    <TextInput
      {...rest}
      className="knowledge__filter"
      aria-label={label}
      placeholder={placeholder ?? `${label}…`}
      leftSection={<IconSearch size={14} />}
      value={value}
      data-own-undo
      data-first-focus
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return;
        event.preventDefault();
        onChange('');
      }}
    />
  );
}
