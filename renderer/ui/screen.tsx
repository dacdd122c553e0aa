// A screen over the canvas: its head with the way back and out, and the page below, which scrolls.
// Invariant: the focus goes where the author went, unless it is in the page already; Escape leads one level up, and from
// the top out of the screen.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import './screen.css';

interface ScreenProps {
  /** Of the region; its heading too, unless there is a `title`. */
  readonly name: string;
  readonly title?: string;
  readonly icon: ReactNode;
  /** What is shown in it; whenever this changes, the focus goes to `[data-first-focus]` of the page. */
  readonly place: string;
  /** One level up; at the top there is none. */
  readonly back?: { readonly label: string; readonly go: () => void } | null;
  readonly onClose: () => void;
  readonly tabs?: ReactNode;
  /** Buttons in the head. */
  readonly actions?: ReactNode;
  /** For lists and tables; forms read better when narrow. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

export function Screen({
  name,
  title = name,
  place,
  back = null,
  onClose,
  ...parts
}: ScreenProps): ReactElement {
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    const page = root.current?.querySelector('.screen__page');
    if (page?.contains(document.activeElement) === true) return;
    const first = page?.querySelector<HTMLElement>('[data-first-focus]');
    (first ?? root.current)?.focus({ preventScroll: true });
  }, [place]);

  const leave = (event: KeyboardEvent): void => {
    // Menus and dialogs of the page are elsewhere in the document, and have an Escape of their own.
    const isIn = event.target instanceof Element && root.current?.contains(event.target) === true;
    if (event.key !== 'Escape' || event.defaultPrevented || !isIn) return;
    event.preventDefault();
    (back?.go ?? onClose)();
  };
  return (
    <section ref={root} className="screen" aria-label={name} tabIndex={-1} onKeyDown={leave}>
      <header className="screen__head">
        {back === null ? (
          <span className="screen__icon" aria-hidden="true">
            {parts.icon}
          </span>
        ) : (
          <Tooltip label={`${back.label} (Esc)`}>
            <ActionIcon size={28} aria-label={back.label} onClick={back.go}>
              <IconArrowLeft size={17} />
            </ActionIcon>
          </Tooltip>
        )}
        <h2 className="dg-truncate">{title}</h2>
        {parts.tabs}
        <span className="screen__gap" />
        {parts.actions}
        <Tooltip label={back === null ? 'Close (Esc)' : 'Close'}>
          <ActionIcon size={28} aria-label={`Close ${name.toLowerCase()}`} onClick={onClose}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className="screen__body dg-scroll">
        <div className={parts.isWide === true ? 'screen__page screen__page--wide' : 'screen__page'}>
          {parts.children}
        </div>
      </div>
    </section>
  );
}
