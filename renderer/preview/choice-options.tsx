import { IconCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { focusPreview } from './focus-preview.ts';
import { type ChoiceValue, pick, usePreview } from './preview-store.ts';

interface ChoiceOptionsProps {
  readonly messageId: string;
  readonly options: readonly { readonly label: string; readonly value: ChoiceValue }[];
  readonly picked: ChoiceValue | null;
}

export function ChoiceOptions({ messageId, options, picked }: ChoiceOptionsProps): ReactElement {
  const isOpen = usePreview(
    ({ session, isBusy, isLost }) => session?.openChoiceId === messageId && !isBusy && !isLost,
  );
  return (
    <div className="options" role="group" aria-label="Options">
      {options.map(({ label, value }) => {
        const isPicked = picked === value;
        return (
          <button
            key={`${typeof value} ${String(value)}`}
            type="button"
            className={`options__pill${isPicked ? ' options__pill--picked' : ''}`}
            aria-pressed={isPicked}
            disabled={!isOpen}
            onClick={() => void pick(messageId, value, label).then(focusPreview)}
          >
            {isPicked && <IconCheck size={13} stroke={2.4} aria-hidden="true" />}
            {label}
          </button>
        );
      })}
    </div>
  );
}
