// The knowledge over the canvas: what the bot can look things up in. Sources, one source, a passage, or a search.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconBook2, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import { focusCanvas } from '../state/focus-part.ts';
import { useProject } from '../state/project-store.ts';
import { AddMenu } from './add-menu.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportReport } from './import-report.tsx';
import { PassageView } from './passage-view.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import {
  closeKnowledge,
  type KnowledgePlace,
  leavePlace,
  openKnowledge,
  useKnowledgeScreen,
} from './screen-store.ts';
import { SourceList } from './source-list.tsx';
import { SourceView } from './source-view.tsx';
import { useFreshStatistics } from './statistics-store.ts';
import { TrySearch } from './try-search.tsx';

export function KnowledgeScreen(): ReactElement {
  const place = useKnowledgeScreen((screen) => screen.place);
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const screen = useRef<HTMLElement>(null);
  useFreshStatistics();
  useFocusOnArrival(screen, place);
  useEffect(() => () => focusCanvas(), []);

  const leave = (event: KeyboardEvent): void => {
    const isIn = event.target instanceof Element && screen.current?.contains(event.target) === true;
    if (event.key !== 'Escape' || event.defaultPrevented || !isIn) return;
    event.preventDefault();
    leavePlace();
  };
  const isList = place.kind === 'sources' || place.kind === 'search';
  return (
    <section ref={screen} className="knowledge" aria-label="Knowledge" tabIndex={-1} onKeyDown={leave}>
      <header className="knowledge__head">
        {isList ? (
          <span className="knowledge__icon" aria-hidden="true">
            <IconBook2 size={17} stroke={1.8} />
          </span>
        ) : (
          <Tooltip label="Back (Esc)">
            <ActionIcon size={28} aria-label="Back" onClick={leavePlace}>
              <IconArrowLeft size={17} />
            </ActionIcon>
          </Tooltip>
        )}
        <h2>Knowledge</h2>
        <Tabs place={place} />
        <span className="knowledge__gap" />
        {!isReadOnly && <AddMenu />}
        <Tooltip label="Close (Esc)">
          <ActionIcon size={28} aria-label="Close knowledge" onClick={closeKnowledge}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className="knowledge__body dg-scroll">
        <div className="knowledge__page">
          <ImportProgress />
          {place.kind === 'sources' && <ImportReport />}
          <View place={place} />
        </div>
      </div>
      <ReviewDialog />
    </section>
  );
}

const tabs = [
  { kind: 'sources', label: 'Sources' },
  { kind: 'search', label: 'Try a search' },
] as const;

function Tabs({ place }: { readonly place: KnowledgePlace }): ReactElement {
  const from = useKnowledgeScreen((screen) => screen.from);
  const current = place.kind === 'search' || place.kind === 'sources' ? place.kind : from;
  return (
    <div role="tablist" aria-label="Knowledge" className="dock__tablist">
      {tabs.map(({ kind, label }) => (
        <button
          key={kind}
          type="button"
          role="tab"
          aria-selected={kind === current}
          className="dock__tab"
          onClick={() => openKnowledge({ kind })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function View({ place }: { readonly place: KnowledgePlace }): ReactElement {
  switch (place.kind) {
    case 'sources':
      return <SourceList />;
    case 'search':
      return <TrySearch />;
    case 'source':
      return <SourceView key={place.sourceId} sourceId={place.sourceId} />;
    case 'passage':
      return <PassageView key={place.passageId} passageId={place.passageId} />;
  }
}

/** The focus goes where the author went, unless it is there already. */
function useFocusOnArrival(screen: { readonly current: HTMLElement | null }, place: KnowledgePlace): void {
  useEffect(() => {
    const page = screen.current?.querySelector('.knowledge__page');
    if (page?.contains(document.activeElement) === true) return;
    const first = page?.querySelector<HTMLElement>('[data-first-focus]');
    (first ?? screen.current)?.focus({ preventScroll: true });
  }, [screen, place]);
}
