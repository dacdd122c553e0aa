// What a source of knowledge says, as data that travels: in a bundle, and to a runtime.
// Invariant: its name, a source's `contentHash`, comes from what it says alone; whoever takes one in makes the name anew.
import { z } from 'zod';
import { limits } from './limits.ts';

const line = z.string().max(2000);

const passageSchema = z.object({
  /** Headings above it, outermost first. */
  headings: z.array(line).max(100).default([]),
  page: z.int().nullable().default(null),
  anchor: line.nullable().default(null),
  text: z.string().max(limits.text),
});

export const knowledgeDocumentSchema = z.object({
  /** Of a question with its answer, the question. */
  title: line,
  url: z.string().max(4096).nullable().default(null),
  passages: z.array(passageSchema).max(limits.knowledge.passagesPerDocument),
});

/** Documents in their order. */
export const knowledgeContentSchema = z
  .array(knowledgeDocumentSchema)
  .max(limits.knowledge.documentsPerSource);

export type KnowledgeDocument = Readonly<z.infer<typeof knowledgeDocumentSchema>>;
export type KnowledgeContent = readonly KnowledgeDocument[];

/** Contents by the `contentHash` of the sources that have them. */
export type KnowledgeContents = Readonly<Record<string, KnowledgeContent>>;
