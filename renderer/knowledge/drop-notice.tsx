import { IconFileImport } from '@tabler/icons-react';
import type { ReactElement } from 'react';

/** While files are held over the window: what letting go does. */
export function DropNotice(): ReactElement {
  return (
    <div className="drop-notice" role="status">
      <div className="drop-notice__card">
        <IconFileImport size={30} stroke={1.5} aria-hidden="true" />
        <strong>Drop to add to the knowledge</strong>
        <span>Text, Markdown, HTML, PDF, Word, CSV, and folders of them</span>
      </div>
    </div>
  );
}
