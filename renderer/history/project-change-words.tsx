import type { ReactElement } from 'react';
import type { ProjectChange } from '#shared/compare/compare-entities.ts';
import { ComparedDetails } from './compared-details.tsx';

/** What became of something that belongs to no workflow; its details below it. */
export function ProjectChangeWords({ change }: { readonly change: ProjectChange }): ReactElement {
  const { words, details } = change;
  if (details.length === 0) return <>{words}</>;
  return (
    <>
      <strong className="compare__subject">{words}</strong>
      <ComparedDetails details={details} />
    </>
  );
}
