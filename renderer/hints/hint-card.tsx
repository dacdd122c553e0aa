import { Button } from '@mantine/core';
import { type ReactElement, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { usePreview } from '../preview/preview-store.ts';
import { changePreferences, usePreference } from '../state/preferences-store.ts';
import { useProject } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { type Hint, hints, nextHint, placeBeside } from './hints.ts';

const putAway = (): void => changePreferences({ showsHints: false });

/** The hints of the first minute, one after the other; gone for ever when done or put away. */
export function Hints(): ReactElement | null {
  const showsHints = usePreference('showsHints');
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return showsHints && !isReadOnly ? <CurrentHint /> : null;
}

function CurrentHint(): ReactElement | null {
  const [from, setFrom] = useState(0);
  const session = usePreview((preview) => preview.session);
  const selectedStepIds = useUi((ui) => ui.selectedStepIds);
  const undoLabel = useProject((project) => project.undoLabel);
  const current = nextHint(from, { session, selectedStepIds, project: { undoLabel } });
  useEffect(() => {
    if (current === null) putAway();
    // What was done once does not come back when it is undone.
    else setFrom(current);
  }, [current]);
  const hint = current === null ? undefined : hints[current];
  if (hint === undefined || current === null) return null;
  return <Card hint={hint} place={current} onNext={() => setFrom(current + 1)} />;
}

interface CardProps {
  readonly hint: Hint;
  readonly place: number;
  onNext(): void;
}

function Card({ hint, place, onNext }: CardProps): ReactElement {
  const card = useRef<HTMLElement>(null);
  const isLast = place === hints.length - 1;
  usePlace(card, hint);
  return (
    <aside ref={card} className={`hint hint--${hint.side}`} aria-label="Hint" role="status">
      <span className="hint__count">{`${place + 1} of ${hints.length}`}</span>
      <h2>{hint.title}</h2>
      <p>{hint.text}</p>
      <div className="hint__actions">
        <Button size="xs" variant="subtle" color="gray" onClick={putAway}>
          Put hints away
        </Button>
        <Button size="xs" onClick={isLast ? putAway : onNext}>
          {isLast ? 'Done' : 'Next'}
        </Button>
      </div>
    </aside>
  );
}

/** Keeps the card beside its target, which panels being opened and dragged move about. */
function usePlace(card: RefObject<HTMLElement | null>, hint: Hint): void {
  useLayoutEffect(() => {
    let frame = 0;
    const follow = (): void => {
      const element = card.current;
      const target = document.querySelector(hint.target) ?? document.querySelector('[aria-label="Canvas"]');
      if (element !== null && target !== null) {
        const size = { width: element.offsetWidth, height: element.offsetHeight };
        const place = placeBeside(target.getBoundingClientRect(), hint.side, size, {
          width: window.innerWidth,
          height: window.innerHeight,
        });
        element.style.transform = `translate(${place.left}px, ${place.top}px)`;
      }
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [card, hint]);
}
