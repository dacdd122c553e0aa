// The passages of one source, in their order, or those that fit what is looked for in it.
import { Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { limits } from '#shared/model/limits.ts';
import type { Passage } from '#shared/model/passage.ts';
import { Trouble } from '../app/trouble.tsx';
import { host } from '../state/host.ts';
import { flushEdits } from '../state/project-store.ts';
import { FilterBox } from './filter-box.tsx';
import { Highlighted } from './highlighted.tsx';
import { counted } from '../ui/counted.ts';
import { PassageCard } from './passage-card.tsx';
import { useAsked } from './use-asked.ts';

const pageSize = 50;

export function PassageList({ source }: { readonly source: KnowledgeSource }): ReactElement {
  const [wanted, setWanted] = useState('');
  const [settled] = useDebouncedValue(wanted.trim(), 200);
  return (
    <>
      <div className="list-tools">
        <FilterBox
          label={`Search in ${source.name}`}
          placeholder="Search in this source…"
          value={wanted}
          maxLength={limits.knowledge.queryLength}
          disabled={!source.isEnabled}
          onChange={setWanted}
        />
        {!source.isEnabled && <span className="list-tools__total">Switch it on to search in it.</span>}
      </div>
      {settled === '' || !source.isEnabled ? (
        <AllPassages key={source.contentHash} source={source} />
      ) : (
        <FoundPassages source={source} query={settled} />
      )}
    </>
  );
}

interface Pages {
  readonly passages: readonly Passage[];
  readonly total: number;
}

function AllPassages({ source }: { readonly source: KnowledgeSource }): ReactElement {
  const [pages, setPages] = useState<Pages | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const { id } = source;
  const isShown = useRef(true);
  const load = useCallback(
    async (known: readonly Passage[]): Promise<void> => {
      try {
        await flushEdits();
        const request = { sourceId: id, offset: known.length, limit: pageSize };
        const { passages, total } = await host.invoke('knowledge.passages', request);
        if (isShown.current) setPages({ passages: [...known, ...passages], total });
      } catch (thrown) {
        if (isShown.current) setError(AppError.from(thrown));
      }
    },
    [id],
  );
  useEffect(() => {
    isShown.current = true;
    void load([]);
    return () => {
      isShown.current = false;
    };
  }, [load]);
  if (error !== null) return <Trouble error={error} />;
  if (pages === null) return <Loader size="sm" aria-label="Reading the passages" />;
  if (pages.total === 0) {
    return <p className="list-none">It holds no passage. Read it again, or replace it.</p>;
  }
  const left = pages.total - pages.passages.length;
  return (
    <>
      <Cards passages={pages.passages} />
      {left > 0 && (
        <button type="button" className="knowledge__more" onClick={() => void load(pages.passages)}>
          Show {Math.min(pageSize, left)} more of {left.toLocaleString('en')}
        </button>
      )}
    </>
  );
}

function Cards({ passages }: { readonly passages: readonly Passage[] }): ReactElement {
  return (
    <ol className="plain-list passage-list" aria-label="Passages">
      {passages.map((passage, position) => (
        <PassageCard
          key={`${position} ${passage.id}`}
          passage={passage}
          hidesTitle={passages[position - 1]?.title === passage.title}
        />
      ))}
    </ol>
  );
}

interface FoundPassagesProps {
  readonly source: KnowledgeSource;
  readonly query: string;
}

function FoundPassages({ source, query }: FoundPassagesProps): ReactElement {
  const { id } = source;
  const ask = useCallback(
    (signal: AbortSignal): Promise<ChannelResponse<'knowledge.search'>> =>
      host.invoke(
        'knowledge.search',
        { query, tokenBudget: limits.knowledge.tokenBudget.max, include: [id], exclude: [] },
        { signal },
      ),
    [id, query],
  );
  const { value, error } = useAsked(ask);
  if (error !== null) return <Trouble error={error} />;
  if (value === null) return <Loader size="sm" aria-label="Searching" />;
  return (
    <>
      <p className="try-search__facts" role="status">
        {value.results.length === 0
          ? (value.explanation.nothingBecause ?? 'Nothing was found in this source.')
          : `${counted(value.results.length, 'passage')}, the best first`}
      </p>
      <ol className="plain-list passage-list" aria-label="Passages">
        {value.results.map((passage) => (
          <PassageCard key={passage.id} passage={passage}>
            <Highlighted text={passage.text} places={passage.highlights} />
          </PassageCard>
        ))}
      </ol>
    </>
  );
}
