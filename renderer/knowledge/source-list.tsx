// All sources of the project: what they are, how much they hold, and whether they are searched.
import { type ReactElement, useDeferredValue, useMemo, useState } from 'react';
import { Trouble } from '../app/trouble.tsx';
import { useIndex, useProject } from '../state/project-store.ts';
import { EmptyKnowledge } from './empty-knowledge.tsx';
import { FilterBox } from './filter-box.tsx';
import { useImport } from './import-store.ts';
import { kindWords } from './knowledge-words.ts';
import { counted } from '../ui/counted.ts';
import { ListCard } from '../ui/list-card.tsx';
import { SourceRow } from './source-row.tsx';
import { useStatistics } from './statistics-store.ts';

export function SourceList(): ReactElement | null {
  const byId = useIndex((index) => index.knowledgeSources);
  const error = useStatistics((state) => state.error);
  const statistics = useStatistics((state) => state.known);
  const now = useStatistics(({ at }) => at);
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const isImporting = useImport(({ job }) => job !== null);
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(pageSize);
  const words = useDeferredValue(wanted.trim().toLowerCase());
  const sources = useMemo(() => [...byId.values()], [byId]);
  const found = useMemo(
    () =>
      words === ''
        ? sources
        : sources.filter(({ name, origin, kind }) =>
            `${name} ${origin ?? ''} ${kindWords[kind].label}`.toLowerCase().includes(words),
          ),
    [sources, words],
  );
  if (sources.length === 0) return isImporting ? null : <EmptyKnowledge />;
  const passages = [...(statistics?.values() ?? [])].reduce((sum, one) => sum + one.passages, 0);
  const off = sources.filter(({ isEnabled }) => !isEnabled).length;
  return (
    <>
      {error !== null && <Trouble error={error} />}
      <div className="list-tools">
        <FilterBox label="Find a source" value={wanted} onChange={setWanted} />
        <span className="list-tools__total" role="status">
          {found.length === sources.length
            ? counted(sources.length, 'source')
            : `${found.length.toLocaleString('en')} of ${counted(sources.length, 'source')}`}
          {statistics !== null && ` · ${counted(passages, 'passage')}`}
          {off > 0 && ` · ${off} switched off`}
        </span>
      </div>
      {found.length === 0 ? (
        <p className="list-none">No source is called like that. Clear the box to see all of them.</p>
      ) : (
        <ListCard label="Sources">
          {found.slice(0, shown).map((source) => (
            <SourceRow
              key={source.id}
              source={source}
              statistics={statistics?.get(source.id)}
              isReadOnly={isReadOnly}
              now={now}
            />
          ))}
        </ListCard>
      )}
      {found.length > shown && (
        <button type="button" className="knowledge__more" onClick={() => setShown(shown + pageSize)}>
          Show {Math.min(pageSize, found.length - shown)} more of {found.length - shown}
        </button>
      )}
      {!isReadOnly && (
        <p className="knowledge__hint">
          Drop files or folders anywhere to add them. The same file dropped again changes its source.
        </p>
      )}
    </>
  );
}

const pageSize = 100;
