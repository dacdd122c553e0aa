import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { KeyCaps } from './key-caps.tsx';
import { openPalette } from './palette-store.ts';

/** In the header: opens the palette. */
export function SearchBox(): ReactElement {
  return (
    <UnstyledButton
      className="search-box"
      aria-haspopup="dialog"
      onClick={() => openPalette({ kind: 'all' })}
    >
      <IconSearch size={14} stroke={1.8} aria-hidden="true" />
      <span className="search-box__words dg-truncate">Search or run a command</span>
      <span aria-hidden="true">
        <KeyCaps keys="Mod+K" />
      </span>
    </UnstyledButton>
  );
}
