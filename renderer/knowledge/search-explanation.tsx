import type { ReactElement } from 'react';
import type { SearchExplanation as Explanation } from '#shared/ipc/knowledge.ts';
import { counted } from '../ui/counted.ts';

interface SearchExplanationProps {
  readonly explanation: Explanation;
  readonly isOpen?: boolean;
}

const fateWords = {
  searched: 'searched',
  'too-common': 'so common that it tells nothing',
  unknown: 'in no passage',
} as const satisfies Record<Explanation['terms'][number]['use'], string>;

/** What the search made of each word, and where it looked. */
export function SearchExplanation({ explanation, isOpen = false }: SearchExplanationProps): ReactElement {
  const { terms, sources, passages, byMeaning } = explanation;
  return (
    <details className="search-explanation" open={isOpen}>
      <summary>How it was searched</summary>
      <p>
        In {counted(passages, 'passage')} of {counted(sources, 'source')}.
        {byMeaning !== null && ` ${counted(byMeaning, 'passage')} mean something like it.`}
      </p>
      {terms.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Word</th>
              <th scope="col">Passages with it</th>
              <th scope="col">What became of it</th>
            </tr>
          </thead>
          <tbody>
            {terms.map(({ term, passages: having, standsFor, use }, position) => (
              <tr key={position} data-use={use}>
                <th scope="row">{term}</th>
                <td>{having.toLocaleString('en')}</td>
                <td>{standsFor.length > 0 ? `searched as ${standsFor.join(', ')}` : fateWords[use]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
