// The conversation beside the canvas: chat, trace, composer.
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconExternalLink,
  IconLayoutBottombar,
  IconLayoutSidebarRight,
  IconRefresh,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { ActionButton } from '../commands/actions/action-button.tsx';
import { detachPreview, placePreview, startConversation } from '../commands/actions/preview-actions.ts';
import { useUi } from '../state/ui-store.ts';
import { Trouble } from '../app/trouble.tsx';
import { ApprovalBar } from './approval-bar.tsx';
import { Chat } from './chat.tsx';
import { Composer } from './composer.tsx';
import { dismissPreviewError, usePreview } from './preview-store.ts';
import { LiveLine } from './live-line.tsx';
import { OperatorBar } from './operator-bar.tsx';
import { SimulatedLine } from './simulated-line.tsx';
import { SkipTimeMenu } from './skip-time-menu.tsx';
import { TestUserMenu } from './test-user-menu.tsx';
import { Trace } from './trace.tsx';

export function PreviewPanel(): ReactElement {
  const error = usePreview((preview) => preview.error);
  const hasSession = usePreview((preview) => preview.session !== null);
  const isBelow = useUi((ui) => ui.previewPlace === 'below');
  const isDetached = useUi((ui) => ui.previewPlace === 'window');
  const isBusy = usePreview((preview) => preview.isBusy);
  return (
    <section className="panel preview" aria-label="Preview">
      <div className="preview__head">
        <h2>Preview</h2>
        {hasSession && (
          <>
            <SkipTimeMenu />
            <Tooltip label="Restart the conversation">
              <ActionIcon
                size={28}
                aria-label="Restart conversation"
                disabled={isBusy}
                onClick={startConversation.run}
              >
                <IconRefresh size={16} stroke={1.8} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
        <TestUserMenu />
        <ActionButton
          size={28}
          iconSize={16}
          action={placePreview}
          Icon={isBelow ? IconLayoutSidebarRight : IconLayoutBottombar}
        />
        <ActionButton
          size={28}
          iconSize={16}
          action={detachPreview}
          Icon={isDetached ? IconArrowBackUp : IconExternalLink}
        />
      </div>
      <LiveLine />
      <OperatorBar />
      <ApprovalBar />
      <SimulatedLine />
      <Chat />
      {error !== null && (
        <div className="preview__error">
          <Trouble error={error} onClose={dismissPreviewError} />
        </div>
      )}
      <Trace />
      <Composer />
    </section>
  );
}
