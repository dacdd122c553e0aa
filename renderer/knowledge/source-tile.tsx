import type { ReactElement } from 'react';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { kindWords } from './knowledge-words.ts';

/** What a source is, as a picture. */
export function SourceTile({ kind }: { readonly kind: KnowledgeSource['kind'] }): ReactElement {
  const { Icon } = kindWords[kind];
  return (
    <span className={`source-tile source-tile--${kind}`} aria-hidden="true">
      <Icon size={18} stroke={1.6} />
    </span>
  );
}
