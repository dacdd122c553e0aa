// Plain text: paragraphs are what empty lines divide.
import type { ReadDocument } from '#shared/drivers/knowledge/knowledge-document.ts';

export function readText(text: string, name: string): ReadDocument {
  const paragraphs = text.replaceAll(/\r\n?/gu, '\n').split(/\n\s*\n/u);
  return {
    title: name,
    url: null,
    blocks: paragraphs.map((paragraph) => ({ kind: 'text', text: paragraph, page: null })),
  };
}
