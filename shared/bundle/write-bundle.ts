import type { KnowledgeContent, KnowledgeContents } from '#shared/model/knowledge-content.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';

/**
 * A project as bundle text, the one spelling of it: keys sorted, two spaces, entities in the project's order, a newline
 * at the end. Reading it back and writing it again gives the same text.
 */
export function writeBundle(document: ProjectDocument, knowledge: KnowledgeContents = {}): string {
  const project = projectDocumentSchema.parse(document);
  const contents = Object.entries(knowledge).map(([hash, content]) => [hash, brief(content)] as const);
  const bundle = contents.length === 0 ? project : { ...project, knowledge: Object.fromEntries(contents) };
  return `${JSON.stringify(sorted(bundle), null, 2)}\n`;
}

/** How much of a bundle's text a content takes. */
export const bundledLength = (content: KnowledgeContent): number =>
  JSON.stringify({ knowledge: { ['0'.repeat(64)]: brief(content) } }, null, 2).length;

/** Without what most passages have not, for who reads the text. */
const brief = (content: KnowledgeContent): unknown =>
  content.map(({ title, url, passages }) => ({
    title,
    ...(url === null ? {} : { url }),
    passages: passages.map(({ headings, page, anchor, text }) => ({
      ...(headings.length === 0 ? {} : { headings }),
      ...(page === null ? {} : { page }),
      ...(anchor === null ? {} : { anchor }),
      text,
    })),
  }));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
