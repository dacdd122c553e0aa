// Markdown, through HTML; what stands between `---` at the top is not read but for its title.
import { marked } from 'marked';
import type { Block, ReadDocument } from '#shared/drivers/knowledge/knowledge-document.ts';
import { htmlBlocks } from './html-blocks.ts';

const frontMatter = /^---\r?\n([\s\S]{0,20000}?)\r?\n---\r?\n/;

export function readMarkdown(text: string, name: string): ReadDocument {
  const front = frontMatter.exec(text);
  const named = /^title:\s*["']?(.+?)["']?\s*$/mu.exec(front?.[1] ?? '')?.[1];
  const html = marked.parse(text.slice(front?.[0].length ?? 0), { async: false, gfm: true });
  const { title, blocks } = htmlBlocks(html, false);
  return { title: named ?? title ?? name, url: null, blocks: withAnchors(blocks) };
}

/** The anchors that sites make of headings. */
function withAnchors(blocks: readonly Block[]): Block[] {
  return blocks.map((block) =>
    block.kind === 'heading' && block.anchor === null ? { ...block, anchor: slugOf(block.text) } : block,
  );
}

function slugOf(text: string): string | null {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/gu, '-');
  return slug === '' ? null : slug.slice(0, 200);
}
