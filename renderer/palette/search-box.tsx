import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { viewAction } from '../commands/actions/view-actions.ts';
import { KeyCaps } from './key-caps.tsx';

/** In the header: opens the palette. */
export function SearchBox(): ReactElement {
  return (
    <UnstyledButton className="search-box" aria-haspopup="dialog" onClick={viewAction.palette.run}>
      <IconSearch size={14} stroke={1.8} aria-hidden="true" />
      <span className="search-box__words dg-truncate">{viewAction.palette.title}</span>
      <span aria-hidden="true">
        <KeyCaps keys={viewAction.palette.keys[0]} />
      </span>
    </UnstyledButton>
  );
}
