import { IconBook2 } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useProject } from '../state/project-store.ts';
import { Beginnings } from '../ui/beginnings.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { waysToAdd } from './adding.ts';

const { files, folder, webPage, website, answer, csv } = waysToAdd;

const choices = [
  { ...files, title: 'Files', detail: 'Text, Markdown, HTML, PDF, Word' },
  { ...folder, title: 'A folder', detail: 'Everything in it that can be read' },
  { ...webPage, title: 'A web page', detail: 'By its address' },
  { ...website, title: 'A website', detail: 'All pages of its sitemap' },
  { ...answer, title: 'A question', detail: 'And its answer, by hand' },
  { ...csv, title: 'A CSV file', detail: 'Columns question and answer' },
] as const;

/** Before there is any source: what knowledge is for, and the ways to begin. */
export function EmptyKnowledge(): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  return (
    <div className="empty-knowledge">
      <EmptyState
        Icon={IconBook2}
        title="Give your bot something to look things up in"
        words={
          <>
            Help articles, policies, manuals, price lists, answers you keep writing again. A <b>Search</b>{' '}
            step finds the passages that fit a question; a reply or prompt after it answers from them and
            names its source. All of it stays on this computer.
          </>
        }
      >
        {!isReadOnly && (
          <>
            <p className="empty-knowledge__drop">Drop files or folders here, or choose where to begin:</p>
            <Beginnings choices={choices} />
          </>
        )}
      </EmptyState>
    </div>
  );
}
