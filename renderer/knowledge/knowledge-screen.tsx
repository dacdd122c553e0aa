// The knowledge over the canvas: what the bot can look things up in. Sources, one source, a passage, or a search.
import { IconBook2 } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useProject } from '../state/project-store.ts';
import { closeScreen } from '../state/screen-store.ts';
import { Screen } from '../ui/screen.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { AddMenu } from './add-menu.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportReport } from './import-report.tsx';
import { PassageView } from './passage-view.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { type KnowledgePlace, leavePlace, openKnowledge, useKnowledgeScreen } from './screen-store.ts';
import { SourceList } from './source-list.tsx';
import { SourceView } from './source-view.tsx';
import { useFreshStatistics } from './statistics-store.ts';
import { TrySearch } from './try-search.tsx';

export function KnowledgeScreen(): ReactElement {
  const place = useKnowledgeScreen((screen) => screen.place);
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  useFreshStatistics();
  const isList = place.kind === 'sources' || place.kind === 'search';
  return (
    <>
      <Screen
        name="Knowledge"
        icon={<IconBook2 size={17} stroke={1.8} />}
        place={JSON.stringify(place)}
        back={isList ? null : { label: 'Back', go: leavePlace }}
        onClose={closeScreen}
        tabs={<KnowledgeTabs place={place} />}
        actions={!isReadOnly && <AddMenu />}
        isWide
      >
        <ImportProgress />
        {place.kind === 'sources' && <ImportReport />}
        <View place={place} />
      </Screen>
      <ReviewDialog />
    </>
  );
}

const tabs = [
  { id: 'sources', label: 'Sources' },
  { id: 'search', label: 'Try a search' },
] as const;

function KnowledgeTabs({ place }: { readonly place: KnowledgePlace }): ReactElement {
  const from = useKnowledgeScreen((screen) => screen.from);
  const current = place.kind === 'search' || place.kind === 'sources' ? place.kind : from;
  return (
    <Tabs label="Knowledge" tabs={tabs} current={current} onChoose={(kind) => openKnowledge({ kind })} />
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
