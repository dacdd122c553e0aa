import { Button, Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { Difference } from './difference.tsx';
import { acceptReview, dismissReview, useImport } from './import-store.ts';

/** A source that was read again and differs: what would change, before it does. */
export function ReviewDialog(): ReactElement | null {
  const review = useImport((state) => state.review);
  if (review === null) return null;
  const { name, source, difference, notes } = review;
  return (
    <Modal
      opened
      size="lg"
      onClose={dismissReview}
      title={`What changes in ${source?.name ?? name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="stack">
        {difference !== null && <Difference difference={difference} />}
        {notes.length > 0 && (
          <ul className="import-report__notes">
            {notes.map((note, position) => (
              <li key={position}>{note}</li>
            ))}
          </ul>
        )}
        <div className="question-form__buttons">
          <Button variant="default" size="sm" onClick={dismissReview}>
            Keep it as it is
          </Button>
          <Button size="sm" data-autofocus onClick={acceptReview}>
            Take the changes
          </Button>
        </div>
      </div>
    </Modal>
  );
}
