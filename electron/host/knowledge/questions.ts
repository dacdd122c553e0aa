// Lists of questions and answers: each is a document of its own, so that a changed one leaves the others as they are.
import { randomBytes } from 'node:crypto';
import Papa from 'papaparse';
import { questionDocument } from '#shared/drivers/knowledge/cut-passages.ts';
import type { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelRequest } from '#shared/ipc/channels.ts';
import type { KnowledgeQuestion } from '#shared/ipc/knowledge.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { spellId } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';

const idOf = (documentHash: string): string => documentHash.slice(0, 24);

export function questionsIn(store: KnowledgeStore, { contentHash }: KnowledgeSource): KnowledgeQuestion[] {
  if (contentHash === null) return [];
  return store
    .passages(contentHash)
    .map(({ documentHash, title, text }) => ({ id: idOf(documentHash), question: title, answer: text }));
}

export async function changeQuestions(
  store: KnowledgeStore,
  source: KnowledgeSource | undefined,
  { name, put, remove }: ChannelRequest<'knowledge.changeQuestions'>,
  now: number,
): Promise<{ readonly source: KnowledgeSource; readonly questions: KnowledgeQuestion[] }> {
  const before =
    source?.contentHash === undefined || source.contentHash === null
      ? []
      : store.documents(source.contentHash);
  const made = await store.keepDocuments(
    put.map(({ question, answer }) => questionDocument(question, answer)),
  );
  const replaced = new Map(put.flatMap(({ id }, index) => (id === null ? [] : [[id, made[index]] as const])));
  const added = made.filter((_, index) => put[index]?.id === null);
  const kept = before
    .filter(({ hash }) => !remove.includes(idOf(hash)))
    .map((document) => replaced.get(idOf(document.hash)) ?? document);
  const documents = [...new Map([...kept, ...added].map((each) => [each.hash, each])).values()];
  if (documents.length > limits.knowledge.documentsPerSource) {
    throw new AppError(
      'INVALID_INPUT',
      `A list has at most ${limits.knowledge.documentsPerSource} questions. Begin another one.`,
    );
  }
  const changed: KnowledgeSource = {
    ...(source ?? {
      id: spellId('source', randomBytes(12)),
      name: name ?? 'Questions and answers',
      kind: 'questions',
      isEnabled: true,
      origin: null,
    }),
    contentHash: store.keepContent(documents),
    importedAt: now,
  };
  return { source: changed, questions: questionsIn(store, changed) };
}

export const questionsAsCsv = (questions: readonly KnowledgeQuestion[]): string =>
  `${Papa.unparse(
    questions.map(({ question, answer }) => ({ question, answer })),
    { columns: ['question', 'answer'] },
  )}\r\n`;
