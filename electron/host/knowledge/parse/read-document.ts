// Bytes as documents: finds out what a file is, reads it, and cuts it into passages.
import { cutDocument } from '#shared/drivers/knowledge/cut-passages.ts';
import type { CutDocument, ReadDocument } from '#shared/drivers/knowledge/knowledge-document.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { limits } from '#shared/model/limits.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { decodeText } from './decode-text.ts';
import { emptyFile, encryptedFile, tooLargeFile } from './file-errors.ts';
import { htmlBlocks } from './html-blocks.ts';
import { readMarkdown } from './read-markdown.ts';
import { readQuestions } from './read-questions.ts';
import { readText } from './read-text.ts';

type FileKind = Exclude<KnowledgeSource['kind'], 'web-page' | 'website'>;

export interface FileToRead {
  /** With its ending. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of a web page, which is HTML whatever its name. */
  readonly url: string | null;
}

export interface FileRead {
  readonly kind: FileKind;
  readonly documents: CutDocument[];
  readonly notes: string[];
}

/** Throws KNOWLEDGE_FILE_* errors. */
export async function readFile(file: FileToRead): Promise<FileRead> {
  const kind = file.url === null ? kindOf(file) : pageKind(file);
  const { documents, notes } =
    kind === 'questions'
      ? readQuestions(decodeText(file.bytes))
      : { documents: [cut(await read(file, kind))], notes: [] };
  const passages = documents.reduce((sum, document) => sum + document.passages.length, 0);
  if (passages > limits.knowledge.passagesPerDocument) {
    throw tooLargeFile(`It has more than ${limits.knowledge.passagesPerDocument} passages.`);
  }
  if (passages === 0) {
    throw emptyFile(
      kind === 'pdf'
        ? 'It has no text: its pages may be pictures. Have the text recognised (OCR) first.'
        : 'It has no text.',
    );
  }
  return { kind, documents: [...documents], notes: [...notes] };
}

function cut({ title, url, blocks }: ReadDocument): CutDocument {
  const length = blocks.reduce((total, { text }) => total + text.length, 0);
  if (length > limits.knowledge.textLength) throw tooLargeFile('It has more than 20 million letters.');
  return cutDocument({ title: title.slice(0, 300), url, blocks });
}

async function read(
  { name, bytes, url }: FileToRead,
  kind: Exclude<FileKind, 'questions'>,
): Promise<ReadDocument> {
  const title = name.replace(/^.*[/\\]/u, '').replace(/\.\w{1,8}$/u, '');
  switch (kind) {
    // These two are large; most imports need neither.
    case 'pdf': {
      const { readPdf } = await import('./read-pdf.ts');
      return { ...(await readPdf(bytes, title)), url };
    }
    case 'docx': {
      const { readDocx } = await import('./read-docx.ts');
      return { ...(await readDocx(bytes, title)), url };
    }
    case 'markdown':
      return { ...readMarkdown(decodeText(bytes), title), url };
    case 'html': {
      const content = htmlBlocks(decodeText(bytes), true);
      return { title: content.title ?? title, blocks: content.blocks, url };
    }
    case 'text':
      return { ...readText(decodeText(bytes), title), url };
    default:
      return assertNever(kind);
  }
}

const endings: Readonly<Record<string, FileKind>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  csv: 'questions',
  tsv: 'questions',
};

/** By what it begins with, else by its ending. */
function kindOf({ name, bytes }: FileToRead): FileKind {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const ending = /\.(\w{1,8})$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  if (head.includes('%PDF-') || ending === 'pdf') return 'pdf';
  if (head.startsWith('PK\u0003\u0004') && (ending === 'docx' || ending === '')) return 'docx';
  if (head.startsWith('\u00D0\u00CF\u0011\u00E0')) {
    if (ending !== 'docx') throw unknownFormat('It is of an old Office format. Save it as DOCX or PDF.');
    throw encryptedFile('Open it in Word, take the password off, and save it again.');
  }
  if (ending === 'docx') return 'docx';
  const isUtf16 = /^(?:ÿþ|þÿ)/u.test(head);
  if (!isUtf16 && head.includes('\0')) {
    throw unknownFormat('Dialogram reads text, Markdown, HTML, PDF, DOCX and CSV.');
  }
  return endings[ending] ?? (/^\s*<(?:!doctype html|html)/iu.test(head) ? 'html' : 'text');
}

/** What servers send is a page, unless it plainly is something else. */
function pageKind(file: FileToRead): FileKind {
  const kind = kindOf(file);
  return kind === 'questions' ? 'text' : kind;
}

const unknownFormat = (advice: string): AppError =>
  new AppError('KNOWLEDGE_FILE_UNKNOWN', `It is of a format that cannot be read. ${advice}`);
