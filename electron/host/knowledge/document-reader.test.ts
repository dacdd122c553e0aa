// Every kind of file through the process that reads them, and files that mean harm.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { docxFile, pdfFile, zipFile } from '#tests/helpers/document-files.ts';
import { DocumentReader } from './document-reader.ts';

const reader = new DocumentReader();
afterAll(() => reader.close());

const read = (name: string, content: string | Uint8Array) =>
  reader.read({ name, bytes: typeof content === 'string' ? Buffer.from(content) : content, url: null });

const said = async (name: string, content: string | Uint8Array) => {
  const { kind, documents } = await read(name, content);
  return {
    kind,
    documents: documents.map(({ title, passages }) => ({
      title,
      passages: passages.map(({ headings, page, anchor, text }) => ({ headings, page, anchor, text })),
    })),
  };
};
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

describe('what files say', () => {
  test('Markdown: headings, lists, tables and code, without what stands at its top', async () => {
    const markdown = `---\ntitle: Shop help\nlayout: x\n---\n# Welcome\n\nHello.\n\n## Refund policy\n\n- Within *14* days\n- With a [receipt](https://x.example)\n\n| Country | Days |\n|---|---|\n| DE | 30 |\n\n\`\`\`\nrefund --all\n\`\`\`\n`;
    expect(await said('help/shop.md', markdown)).toEqual({
      kind: 'markdown',
      documents: [
        {
          title: 'Shop help',
          passages: [
            { headings: ['Welcome'], page: null, anchor: 'welcome', text: 'Hello.' },
            {
              headings: ['Welcome', 'Refund policy'],
              page: null,
              anchor: 'refund-policy',
              text: '- Within 14 days\n- With a receipt\n\nCountry | Days\nDE | 30\n\nrefund --all',
            },
          ],
        },
      ],
    });
  });

  test('HTML: the main part of a page, with the anchors of its headings', async () => {
    const filler = 'We send everything by mail. '.repeat(10);
    const html = `<html><head><title>Parcels – Shop</title><script>alert(1)</script></head><body><nav>Home</nav>
      <main><h1>Parcels</h1><p>${filler}</p><h2 id="late">Late parcels</h2><p>Write<br>to us.</p><details><summary>Lost?</summary>Tell us.</details></main>
      <footer>Imprint</footer></body></html>`;
    const { documents } = await said('parcels.html', html);
    expect(documents).toMatchObject([
      {
        title: 'Parcels',
        passages: [
          { headings: [], text: filler.trim() },
          { headings: ['Late parcels'], anchor: 'late', text: 'Write\nto us.' },
          { headings: ['Late parcels', 'Lost?'], text: 'Tell us.' },
        ],
      },
    ]);
    expect(JSON.stringify(documents)).not.toMatch(/alert|Home|Imprint/u);
  });

  test('PDF: paragraphs with their pages, larger type as headings, divided words made whole', async () => {
    const file = pdfFile([
      [{ text: 'Refunds', size: 20 }, { text: 'You get your money back with-' }, { text: 'in 14 days.' }],
      [{ text: 'Parcels', size: 20 }, { text: 'They take two days.' }],
    ]);
    expect(await said('terms.pdf', file)).toMatchObject({
      kind: 'pdf',
      documents: [
        {
          title: 'terms',
          passages: [
            { headings: ['Refunds'], page: 1, text: 'You get your money back within 14 days.' },
            { headings: ['Parcels'], page: 2, text: 'They take two days.' },
          ],
        },
      ],
    });
  });

  test('DOCX: headings and paragraphs', async () => {
    expect(await said('a.docx', docxFile('# Refunds', 'Within 14 days.'))).toMatchObject({
      kind: 'docx',
      documents: [{ title: 'Refunds', passages: [{ headings: [], text: 'Within 14 days.' }] }],
    });
  });

  test('CSV: each question is a document, found by the names of the columns or the first two', async () => {
    const named = await read(
      'faq.csv',
      '\uFEFFid;Answer;Question\n1;"In 14 days,\nor 30";"When, please?"\n2;;x\n',
    );
    expect(named.documents).toMatchObject([
      { title: 'When, please?', passages: [{ text: 'In 14 days,\nor 30' }] },
    ]);
    expect(named.notes).toEqual(['1 rows without a question or an answer were left out.']);
    expect((await read('faq.csv', 'How?,So.\nWhy?,Because.')).documents).toHaveLength(2);
  });

  test('plain text of older computers is read, too', async () => {
    expect(await said('note.txt', Buffer.from('Gr\u00F6\u00DFe\r\n\r\nZwei', 'latin1'))).toMatchObject({
      documents: [{ title: 'note', passages: [{ text: 'Größe\n\nZwei' }] }],
    });
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Größe', 'utf16le')]);
    expect(await said('note.txt', utf16)).toMatchObject({ documents: [{ passages: [{ text: 'Größe' }] }] });
  });
});

describe('files that cannot be read say why and what to do', () => {
  const office = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]);

  test.each<[string, string, string | Uint8Array, string, RegExp]>([
    ['a damaged PDF', 'a.pdf', '%PDF-1.4\nnothing of it', 'KNOWLEDGE_FILE_DAMAGED', /save it again/u],
    ['a locked PDF', 'a.pdf', pdfFile([[{ text: 'x' }]], true), 'KNOWLEDGE_FILE_ENCRYPTED', /password/u],
    ['a scanned PDF', 'a.pdf', pdfFile([[]]), 'KNOWLEDGE_FILE_EMPTY', /OCR/u],
    ['a damaged DOCX', 'a.docx', docxFile('x').subarray(0, 300), 'KNOWLEDGE_FILE_DAMAGED', /DOCX/u],
    ['no DOCX', 'a.docx', 'hello', 'KNOWLEDGE_FILE_DAMAGED', /DOCX/u],
    ['a locked DOCX', 'a.docx', office, 'KNOWLEDGE_FILE_ENCRYPTED', /password/u],
    ['an old Word file', 'a.doc', office, 'KNOWLEDGE_FILE_UNKNOWN', /DOCX or PDF/u],
    ['a picture', 'a.png', Buffer.from([0x89, 0x50, 0, 0, 1]), 'KNOWLEDGE_FILE_UNKNOWN', /reads text/u],
    ['nothing', 'a.txt', '  \n ', 'KNOWLEDGE_FILE_EMPTY', /no text/u],
    ['a list without answers', 'a.csv', 'question,answer\nx,', 'KNOWLEDGE_FILE_EMPTY', /columns/u],
  ])('%s', async (_what, name, content, code, message) => {
    await expect(read(name, content)).rejects.toThrow(refusal(code, message));
  });

  test('a small DOCX that unpacks to a large one is refused before it is taken apart', async () => {
    const bomb = zipFile({ 'word/document.xml': ' '.repeat(66 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    await expect(read('bomb.docx', bomb)).rejects.toThrow(refusal('KNOWLEDGE_FILE_TOO_LARGE', /64 MB/u));
  });

  test('HTML nested without end is read', async () => {
    const deep = `${'<div>'.repeat(8000)}Deep.${'</div>'.repeat(8000)}`;
    expect(JSON.stringify(await said('a.html', deep))).toContain('Deep.');
  });
});

test('a file that takes too long is given up, and the next one is read', async () => {
  const hasty = new DocumentReader({ timeoutMs: 1 });
  const file = { name: 'a.txt', bytes: Buffer.from('Hello.'), url: null };
  await expect(hasty.read(file)).rejects.toThrow(refusal('KNOWLEDGE_FILE_TOO_SLOW', /Split it/u));
  hasty.close();
  expect((await read('a.txt', 'Hello.')).documents).toHaveLength(1);
});

test('a file that takes too much memory is given up', async () => {
  const small = new DocumentReader({ memoryBytes: 1 });
  const file = { name: 'a.txt', bytes: Buffer.from('Hello. '.repeat(2_000_000)), url: null };
  await expect(small.read(file)).rejects.toThrow(refusal('KNOWLEDGE_FILE_TOO_LARGE', /memory/u));
  small.close();
});

test('an import that is stopped stops reading', async () => {
  const stopped = new DocumentReader();
  const stop = new AbortController();
  const reading = stopped.read({ name: 'a.txt', bytes: Buffer.from('x'), url: null }, stop.signal);
  stop.abort();
  await expect(reading).rejects.toThrow(refusal('CANCELLED', /stopped/u));
  stopped.close();
});

test('a real page of documentation is cut at its headings', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'));
  const { documents } = await read('README.md', readme);
  expect(documents[0]?.passages.length).toBeGreaterThan(2);
});
