import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';

interface CopyLineProps {
  /** What it is, as in “Copy the address”. */
  readonly label: string;
  readonly text: string;
}

/** Text to be used elsewhere, with a button that copies it. */
export function CopyLine({ label, text }: CopyLineProps): ReactElement {
  return (
    <span className="copy-line">
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : `Copy ${label}`}>
            <ActionIcon size={24} aria-label={copied ? `Copied ${label}` : `Copy ${label}`} onClick={copy}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
