// What an operator sees of a conversation, and does with it: asked for, taken over, handed back.
import { Button } from '@mantine/core';
import { IconHeadset } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { operatorAction } from '../commands/actions/preview-actions.ts';
import { isOperating, usePreview } from './preview-store.ts';

export function OperatorBar(): ReactElement | null {
  const session = usePreview((preview) => preview.session);
  const isActive = usePreview(isOperating);
  const isLost = usePreview((preview) => preview.isLost);
  const isBusy = usePreview((preview) => preview.isBusy);
  if (session === null || isLost || (!isActive && session.status !== 'escalated')) return null;
  // The bar of what waits says so already.
  if (!isActive && session.approval !== undefined) return null;
  const { name } = session.testUser;
  return (
    <section className={`operator${isActive ? ' operator--active' : ''}`} aria-label="Operator">
      <IconHeadset size={18} stroke={1.8} aria-hidden="true" />
      <div className="operator__words">
        <h3>{isActive ? `You answer ${name} as the operator` : `${name} is waiting for an operator`}</h3>
        {session.escalation !== null && <blockquote>{session.escalation.note}</blockquote>}
        <div className="operator__deeds">
          {isActive ? (
            <>
              <Button size="compact-sm" disabled={isBusy} onClick={operatorAction.handBack.run}>
                Hand back
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                disabled={isBusy}
                onClick={operatorAction.close.run}
              >
                Close conversation
              </Button>
            </>
          ) : (
            <Button size="compact-sm" disabled={isBusy} onClick={operatorAction.takeOver.run}>
              Take over
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
