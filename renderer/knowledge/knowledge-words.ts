// Sources of knowledge in words.
import {
  type Icon,
  IconFileText,
  IconFileTypeDocx,
  IconFileTypeHtml,
  IconFileTypePdf,
  IconMarkdown,
  IconMessageQuestion,
  IconSitemap,
  IconWorld,
} from '@tabler/icons-react';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { counted } from '../ui/counted.ts';

interface KindWords {
  readonly label: string;
  readonly Icon: Icon;
}

export const kindWords: Readonly<Record<KnowledgeSource['kind'], KindWords>> = {
  text: { label: 'Text', Icon: IconFileText },
  markdown: { label: 'Markdown', Icon: IconMarkdown },
  html: { label: 'HTML', Icon: IconFileTypeHtml },
  pdf: { label: 'PDF', Icon: IconFileTypePdf },
  docx: { label: 'Word', Icon: IconFileTypeDocx },
  'web-page': { label: 'Web page', Icon: IconWorld },
  website: { label: 'Website', Icon: IconSitemap },
  questions: { label: 'Questions and answers', Icon: IconMessageQuestion },
};

/** How much text, by its letters: `3 KB`, `1.2 MB`. */
export function textSize(characters: number): string {
  if (characters < 1000) return counted(characters, 'letter');
  if (characters < 1_000_000) return `${Math.round(characters / 1000)} KB of text`;
  return `${(characters / 1_000_000).toFixed(1)} MB of text`;
}

/** The first of the ways to ask a question; each is a line. */
export const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
