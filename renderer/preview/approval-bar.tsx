// An action that waits for an operator: what it is about to do, and the decision of whoever previews.
import { Button, Textarea } from '@mantine/core';
import { IconShieldQuestion } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { limits } from '#shared/model/limits.ts';
import { operatorAction } from '../commands/actions/preview-actions.ts';
import { ValueView } from '../ui/value-view.tsx';
import { focusPreview } from './focus-preview.ts';
import { decide, isOperating, usePreview } from './preview-store.ts';
import './approvals.css';

export function ApprovalBar(): ReactElement | null {
  const approval = usePreview(({ session }) => session?.approval);
  const customer = usePreview(({ session }) => session?.testUser.name ?? '');
  const isLost = usePreview((preview) => preview.isLost);
  const isOperator = usePreview(isOperating);
  const isBusy = usePreview((preview) => preview.isBusy);
  const [reason, setReason] = useState('');
  if (approval === undefined || isLost) return null;
  const settle = async (isApproved: boolean): Promise<void> => {
    await decide(isApproved, reason.trim());
    setReason('');
    focusPreview();
  };
  return (
    <section className="operator approval" aria-label="Approval">
      <IconShieldQuestion size={18} stroke={1.8} aria-hidden="true" />
      <div className="operator__words">
        <h3>
          “{approval.name}” for {customer} waits for an operator
        </h3>
        <ValueView title="What it is given" data={approval.inputs} />
        <Textarea
          size="xs"
          aria-label="Reason"
          placeholder="Why, for the audit log"
          autosize
          minRows={1}
          maxRows={4}
          maxLength={limits.noteText}
          value={reason}
          data-own-undo
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <div className="operator__deeds">
          <Button size="compact-sm" disabled={isBusy} onClick={() => void settle(true)}>
            Approve
          </Button>
          <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => void settle(false)}>
            Refuse
          </Button>
          {!isOperator && (
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={isBusy}
              onClick={operatorAction.takeOver.run}
            >
              Take over
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
