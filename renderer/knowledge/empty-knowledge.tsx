import { UnstyledButton } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useProject } from '../state/project-store.ts';
import { waysToAdd } from './adding.ts';

const { files, folder, webPage, website, answer, csv } = waysToAdd;

const choices = [
  { way: files, title: 'Files', detail: 'Text, Markdown, HTML, PDF, Word' },
  { way: folder, title: 'A folder', detail: 'Everything in it that can be read' },
  { way: webPage, title: 'A web page', detail: 'By its address' },
  { way: website, title: 'A website', detail: 'All pages of its sitemap' },
  { way: answer, title: 'A question', detail: 'And its answer, by hand' },
  { way: csv, title: 'A CSV file', detail: 'Columns question and answer' },
] as const;

/** Before there is any source: what knowledge is for, and the ways to begin. */
export function EmptyKnowledge(): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  return (
    <div className="empty-knowledge">
      <span className="empty-knowledge__icon" aria-hidden="true">
        <IconBook2 size={26} stroke={1.5} />
      </span>
      <h3>Give your bot something to look things up in</h3>
      <p>
        Help articles, policies, manuals, price lists, answers you keep writing again. A <b>Search</b> step
        finds the passages that fit a question; a reply or prompt after it answers from them and names its
        source. All of it stays on this computer.
      </p>
      {!isReadOnly && (
        <>
          <p className="empty-knowledge__drop">Drop files or folders here, or choose where to begin:</p>
          <div className="empty-knowledge__choices" role="group" aria-label="Where to begin">
            {choices.map(({ way, title, detail }, position) => (
              <UnstyledButton
                key={way.id}
                className="empty-knowledge__choice"
                {...(position === 0 ? { 'data-first-focus': true } : {})}
                onClick={way.run}
              >
                <way.Icon size={18} stroke={1.6} aria-hidden="true" />
                <span>
                  <strong>{title}</strong>
                  <em>{detail}</em>
                </span>
              </UnstyledButton>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
