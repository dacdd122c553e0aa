import type { ProjectDocument } from '#shared/model/project.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';

/**
 * A project as bundle text, the one spelling of it: keys sorted, two spaces, entities in the project's order, a newline
 * at the end. Reading it back and writing it again gives the same text.
 */
export function writeBundle(document: ProjectDocument): string {
  return `${JSON.stringify(sorted(projectDocumentSchema.parse(document)), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
