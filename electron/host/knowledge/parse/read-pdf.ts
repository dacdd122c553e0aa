// PDF: lines are put together from what stands on each page; larger type is a heading, a gap between lines a new paragraph.
import { getDocumentProxy } from 'unpdf';
import { z } from 'zod';
import type { Block, ReadDocument } from '#shared/drivers/knowledge/knowledge-document.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { damagedFile, encryptedFile } from './file-errors.ts';

const item = z.object({
  str: z.string(),
  hasEOL: z.boolean(),
  height: z.number(),
  transform: z.array(z.number()).length(6),
});

interface Line {
  readonly text: string;
  readonly height: number;
  /** From the bottom of the page. */
  readonly y: number;
  readonly page: number;
}

const mostPages = 5000;

export async function readPdf(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  const lines: Line[] = [];
  let title: string | undefined;
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    title = await titleOf(pdf);
    if (pdf.numPages > mostPages) throw tooManyPages(pdf.numPages);
    for (let page = 1; page <= pdf.numPages; page += 1) {
      const proxy = await pdf.getPage(page);
      const { items } = await proxy.getTextContent();
      lines.push(...linesOf(items, page));
      proxy.cleanup();
    }
  } catch (error) {
    if (AppError.is(error)) throw error;
    if (error instanceof Error && error.name === 'PasswordException') {
      throw encryptedFile('Open it with its password, save it without one, and import that copy.', error);
    }
    throw damagedFile('PDF', error);
  }
  return { title: title ?? name, url: null, blocks: blocksOf(lines) };
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function titleOf(pdf: Pdf): Promise<string | undefined> {
  const { info } = await pdf.getMetadata();
  const parsed = z.object({ Title: z.string().trim().min(3).max(200) }).safeParse(info);
  // Word processors leave these.
  return parsed.success && !/^untitled|^microsoft word|\.\w{2,4}$/iu.test(parsed.data.Title)
    ? parsed.data.Title
    : undefined;
}

function linesOf(items: readonly unknown[], page: number): Line[] {
  const lines: Line[] = [];
  let text = '';
  let height = 0;
  let y = 0;
  const end = (): void => {
    if (text.trim() !== '') lines.push({ text: text.trim(), height, y, page });
    text = '';
    height = 0;
  };
  for (const raw of items) {
    const { data } = item.safeParse(raw);
    if (data === undefined) continue;
    const at = data.transform[5] ?? 0;
    if (text !== '' && data.str.trim() !== '' && Math.abs(at - y) > Math.max(2, height / 2)) end();
    if (data.str.trim() !== '') y = at;
    text += data.str;
    height = Math.max(height, data.height);
    if (data.hasEOL) end();
  }
  end();
  return lines;
}

function blocksOf(lines: readonly Line[]): Block[] {
  const body = commonHeight(lines);
  const sizes = [
    ...new Set(lines.filter((line) => isHeading(line, body)).map(({ height }) => Math.round(height))),
  ];
  sizes.sort((one, other) => other - one);
  const blocks: Block[] = [];
  let open: { text: string; readonly page: number } | undefined;
  let before: Line | undefined;
  const end = (): void => {
    if (open !== undefined) blocks.push({ kind: 'text', ...open });
    open = undefined;
  };
  for (const line of lines) {
    if (isHeading(line, body)) {
      end();
      const level = Math.min(6, sizes.indexOf(Math.round(line.height)) + 1);
      blocks.push({ kind: 'heading', level, text: line.text, anchor: null });
    } else {
      const isSame = before !== undefined && before.page === line.page && !isHeading(before, body);
      const gap = before === undefined ? 0 : Math.abs(before.y - line.y);
      if (!isSame || gap > line.height * 1.9) end();
      open =
        open === undefined
          ? { text: line.text, page: line.page }
          : { ...open, text: join(open.text, line.text) };
    }
    before = line;
  }
  end();
  return blocks;
}

/** Words that were divided at the end of a line become whole again. */
function join(text: string, next: string): string {
  return /\p{Ll}[-\u00AD]$/u.test(text) && /^\p{Ll}/u.test(next)
    ? text.slice(0, -1) + next
    : `${text} ${next}`;
}

const isHeading = ({ text, height }: Line, body: number): boolean =>
  height > body * 1.15 && text.length < 150 && /\p{L}/u.test(text);

/** The height of most of the text. */
function commonHeight(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { text, height } of lines) {
    const rounded = Math.round(height * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

const tooManyPages = (pages: number): AppError =>
  new AppError(
    'KNOWLEDGE_FILE_TOO_LARGE',
    `It has ${pages} pages, and at most ${mostPages} are read. Split it into parts and import those.`,
  );
