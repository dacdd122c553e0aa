// Questions and answers from CSV: each row is a document of its own, with the question as its title.
import Papa from 'papaparse';
import { z } from 'zod';
import { questionDocument } from '#shared/drivers/knowledge/cut-passages.ts';
import type { CutDocument } from '#shared/drivers/knowledge/knowledge-document.ts';
import { limits } from '#shared/model/limits.ts';
import { emptyFile, tooLargeFile } from './file-errors.ts';

const rows = z.array(z.array(z.string()));

const questionNames = /^(?:questions?|q|frage|pregunta|demande|prompt)$/iu;
const answerNames = /^(?:answers?|a|antwort|respuesta|r[eé]ponse|response|reply)$/iu;

export interface ReadQuestions {
  readonly documents: readonly CutDocument[];
  /** What was left out. */
  readonly notes: readonly string[];
}

/** Columns are found by their names, else the first two are taken. Throws AppErrors. */
export function readQuestions(csv: string): ReadQuestions {
  const parsed = rows.parse(Papa.parse(csv.replace(/^\uFEFF/u, ''), { skipEmptyLines: 'greedy' }).data);
  const [head = []] = parsed;
  const named = {
    question: head.findIndex((cell) => questionNames.test(cell.trim())),
    answer: head.findIndex((cell) => answerNames.test(cell.trim())),
  };
  const hasNames = named.question !== -1 && named.answer !== -1;
  const column = hasNames ? named : { question: 0, answer: 1 };
  const documents: CutDocument[] = [];
  let left = 0;
  for (const row of hasNames ? parsed.slice(1) : parsed) {
    const question = (row[column.question] ?? '').trim().slice(0, 1000);
    const answer = (row[column.answer] ?? '').trim().slice(0, limits.text);
    if (question === '' || answer === '') left += 1;
    else documents.push(questionDocument(question, answer));
  }
  if (documents.length === 0) {
    throw emptyFile('It has no row with a question and an answer. Name its columns “question” and “answer”.');
  }
  if (documents.length > limits.knowledge.documentsPerSource) {
    throw tooLargeFile(`It has more than ${limits.knowledge.documentsPerSource} questions.`);
  }
  return {
    documents,
    notes: left === 0 ? [] : [`${left} rows without a question or an answer were left out.`],
  };
}
