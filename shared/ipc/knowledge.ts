// The channels of the knowledge screen.
// These keep what sources say. The sources themselves are entities of the project: whatever gives one back changed nothing
// that anyone searches until the window puts it with an edit (one edit for a whole import, so that one undo takes it back).
// Removing, renaming and switching off a source are edits alone.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { knowledgeSourceSchema } from '#shared/model/entities/knowledge-source.ts';
import { limits } from '#shared/model/limits.ts';
import { foundPassageSchema, passageSchema } from '#shared/model/passage.ts';

const nothing = z.object({});
const id = z.string().min(1).max(100);
const fileName = z.string().min(1).max(1000);
const { fileBytes, documentsPerSource, itemsPerImport, queryLength, tokenBudget } = limits.knowledge;
const address = z.url({ protocol: /^https?$/ }).max(2000);

/** What is imported: a file that was staged, a text that was typed or pasted, a web page, or the pages a sitemap lists. */
export const importItemSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('file'), fileId: id }),
  z.object({ from: z.literal('text'), name: fileName, text: z.string().max(limits.knowledge.textLength) }),
  z.object({ from: z.literal('web-page'), url: address }),
  z.object({
    from: z.literal('website'),
    /** Of a sitemap, or of a site whose sitemap is at its usual place. */
    url: address,
    maxPages: z.int().min(1).max(documentsPerSource),
  }),
]);

/** Documents of a source by title: what importing it again changed. At most 100 titles each; the counts are complete. */
export const sourceDifferenceSchema = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  counts: z.object({ added: z.int(), changed: z.int(), removed: z.int(), unchanged: z.int() }),
  /** Passages: how many are new and how many went. */
  passages: z.object({ added: z.int(), removed: z.int() }),
});

/**
 * What became of one item. `source` is what to put into the project: a new one, or (`changed`) the one that was imported from
 * the same place before; null when there is nothing to put. `notes` tell what was left out, such as pages that could not be read.
 */
export const importOutcomeSchema = z.object({
  name: z.string(),
  status: z.enum(['added', 'changed', 'unchanged', 'failed']),
  source: knowledgeSourceSchema.nullable(),
  difference: sourceDifferenceSchema.nullable(),
  notes: z.array(z.string()),
  error: appErrorSchema.nullable(),
});

export const sourceStatisticsSchema = z.object({
  sourceId: z.string(),
  documents: z.int(),
  passages: z.int(),
  characters: z.int(),
  /** Its content is not in this file: it was too large for the bundle that the project came from. Import it again. */
  isMissing: z.boolean(),
});

/** One word of a query, and what the search made of it. */
const searchedTermSchema = z.object({
  term: z.string(),
  /** Passages that have it. */
  passages: z.int(),
  /** What was looked for in its place: other forms, parts of a long word, and what a misspelt word may have been. */
  standsFor: z.array(z.string()),
  use: z.enum(['searched', 'too-common', 'unknown']),
});

export const searchExplanationSchema = z.object({
  terms: z.array(searchedTermSchema),
  /** Enabled sources that were searched, and their passages. */
  sources: z.int(),
  passages: z.int(),
  /** Why nothing was found, and what to do; null when something was. */
  nothingBecause: z.string().nullable(),
  /** Results that the token budget had no room for. */
  overBudget: z.int(),
  /** Passages that mean what the query means; null when it was searched by words alone. */
  byMeaning: z.int().nullable(),
});

export const questionSchema = z.object({
  id,
  question: z.string().min(1).max(1000),
  answer: z.string().min(1).max(limits.text),
});

/** How far a project can be searched by meaning. */
export const meaningStatusSchema = z.object({
  /** `provider/model`; null = it is searched by words alone. */
  model: z.string().nullable(),
  /** Passages of switched-on sources that the model has read, of all of them. */
  ready: z.int(),
  total: z.int(),
  isWorking: z.boolean(),
  /** Why it stopped. */
  error: appErrorSchema.nullable(),
});

const importId = z.string().min(1).max(64);
const outcomes = z.object({ outcomes: z.array(importOutcomeSchema) });

export const knowledgeChannels = {
  'knowledge.list': { request: nothing, response: z.object({ sources: z.array(sourceStatisticsSchema) }) },
  /**
   * Hands a file to the host, for `knowledge.import`; it is forgotten when the window closes its project. `name` may have folders
   * before it ("help/refunds.md"), and a file of the same name as a source's `origin` changes that source.
   */
  'knowledge.stage': {
    request: z.object({ name: fileName, base64: z.base64().max((fileBytes / 3) * 4) }),
    response: z.object({ fileId: id }),
  },
  /** Reads items; one that cannot be read fails alone. Says `knowledge.progress`; cancelling the request keeps nothing. */
  'knowledge.import': {
    request: z.object({ importId, items: z.array(importItemSchema).min(1).max(itemsPerImport) }),
    response: outcomes,
  },
  /** Reads one source again: from `item`, or (web pages and websites) from where it was. Shows the difference before it is put. */
  'knowledge.reimport': {
    request: z.object({ importId, sourceId: id, item: importItemSchema.nullable() }),
    response: importOutcomeSchema,
  },
  /** *Try a search*: as a search step would, with the reasons. */
  'knowledge.search': {
    request: z.object({
      query: z.string().max(queryLength),
      tokenBudget: z.int().min(1).max(tokenBudget.max).default(tokenBudget.default),
      /** Ids of sources: only these, or all but these. */
      include: z.array(id).nullable().default(null),
      exclude: z.array(id).default([]),
    }),
    response: z.object({
      results: z.array(foundPassageSchema),
      tokens: z.int(),
      milliseconds: z.number(),
      explanation: searchExplanationSchema,
      notice: z.string().optional(),
    }),
  },
  /** How far it can be searched by meaning; goes on with what is left, after a failure if it `retries`. Later, notices tell. */
  'knowledge.meaning': { request: z.object({ retries: z.boolean() }), response: meaningStatusSchema },
  /** A passage that was found or cited, with those before and after it; null when it is not kept any more. */
  'knowledge.passage': {
    request: z.object({ passageId: id }),
    response: z.object({
      passage: passageSchema.nullable(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  },
  /** The passages of a source in their order, for looking through them. */
  'knowledge.passages': {
    request: z.object({ sourceId: id, offset: z.int().min(0), limit: z.int().min(1).max(200) }),
    response: z.object({ passages: z.array(passageSchema), total: z.int() }),
  },
  /** The entries of a list of questions and answers. */
  'knowledge.questions': {
    request: z.object({ sourceId: id }),
    response: z.object({ questions: z.array(questionSchema) }),
  },
  /**
   * Adds, changes (by id) and removes questions of the list as the project has it; `sourceId` null makes a new list. Put the
   * source before changing it again.
   */
  'knowledge.changeQuestions': {
    request: z.object({
      sourceId: id.nullable(),
      /** Of a new list. */
      name: z.string().min(1).max(limits.name).optional(),
      put: z.array(questionSchema.extend({ id: id.nullable() })).max(documentsPerSource),
      remove: z.array(id).max(documentsPerSource),
    }),
    response: z.object({ source: knowledgeSourceSchema, questions: z.array(questionSchema) }),
  },
  /** A list of questions as CSV, with the columns question and answer, which can be imported again. */
  'knowledge.exportQuestions': {
    request: z.object({ sourceId: id }),
    response: z.object({ csv: z.string() }),
  },
} as const;

/** How far an import is. `total` grows while a sitemap is read. */
export const knowledgeProgressSchema = z.object({
  importId,
  stage: z.enum(['fetching', 'reading', 'keeping']),
  /** What is worked on. */
  name: z.string(),
  done: z.int(),
  total: z.int(),
});

export type ImportItem = z.infer<typeof importItemSchema>;
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;
export type SourceDifference = z.infer<typeof sourceDifferenceSchema>;
export type SourceStatistics = z.infer<typeof sourceStatisticsSchema>;
export type SearchExplanation = z.infer<typeof searchExplanationSchema>;
export type MeaningStatus = z.infer<typeof meaningStatusSchema>;
export type KnowledgeQuestion = z.infer<typeof questionSchema>;
export type KnowledgeProgress = z.infer<typeof knowledgeProgressSchema>;
