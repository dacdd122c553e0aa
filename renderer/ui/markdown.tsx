import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';

/** Links and pictures as they may be shown. */
export const markdownParts: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
  // The page may load nothing from elsewhere; a picture is named and linked instead.
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : undefined} target="_blank" rel="noopener noreferrer">
      {alt === undefined || alt === '' ? 'picture' : alt}
    </a>
  ),
};

/** Markdown as people read it. HTML in it is shown as text; only safe link addresses are kept. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown components={markdownParts}>{text}</ReactMarkdown>
    </div>
  );
});
