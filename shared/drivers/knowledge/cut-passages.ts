// Cuts a document into passages: at its headings, else between paragraphs, else between sentences.
// Invariants: nothing is lost or said twice; a sentence is whole unless it alone is longer than `longestSentence`.
import type { KnowledgeDocument } from '#shared/model/knowledge-content.ts';
import type { Block, CutDocument, CutPassage, ReadDocument } from './knowledge-document.ts';
import { termsOf } from './terms.ts';

/** Characters. A passage is filled up to `wanted`; a paragraph that fits into `most` stays whole. */
const size = { wanted: 900, most: 1400 } as const;
const longestSentence = 4000;

interface Place {
  readonly headings: readonly string[];
  readonly anchor: string | null;
}

export function cutDocument({ title, url, blocks }: ReadDocument): CutDocument {
  const passages: CutPassage[] = [];
  for (const section of sectionsOf(title, blocks)) passages.push(...cutSection(section));
  return { title, url, titleTerms: joinTerms(title), passages };
}

/** A question with its answer is one passage, however long. */
export const questionDocument = (question: string, answer: string): CutDocument =>
  withTerms({
    title: question,
    url: null,
    passages: [{ headings: [], anchor: null, page: null, text: answer }],
  });

/** A document that was cut before. */
export const withTerms = ({ title, url, passages }: KnowledgeDocument): CutDocument => ({
  title,
  url,
  titleTerms: joinTerms(title),
  passages: passages.map((passage) => ({
    ...passage,
    terms: { headings: joinTerms(passage.headings.join('\n')), body: joinTerms(passage.text) },
  })),
});

interface Section {
  readonly place: Place;
  readonly texts: { readonly text: string; readonly page: number | null }[];
}

/** Text under the same headings. A heading that says the title again is left out of the path. */
function* sectionsOf(title: string, blocks: readonly Block[]): Iterable<Section> {
  let open: { readonly level: number; readonly text: string; readonly anchor: string | null }[] = [];
  const place = (): Place => ({
    headings: open.map(({ text }) => text).filter((text, index) => index > 0 || text !== title),
    anchor: open.findLast(({ anchor }) => anchor !== null)?.anchor ?? null,
  });
  let section: Section = { place: place(), texts: [] };
  for (const block of blocks) {
    if (block.kind === 'heading') {
      if (section.texts.length > 0) yield section;
      open = [...open.filter(({ level }) => level < block.level), block];
      section = { place: place(), texts: [] };
    } else if (block.text.trim() !== '') section.texts.push({ text: block.text.trim(), page: block.page });
  }
  if (section.texts.length > 0) yield section;
}

function* cutSection({ place, texts }: Section): Iterable<CutPassage> {
  const headingTerms = joinTerms(place.headings.join('\n'));
  const make = (text: string, page: number | null): CutPassage => ({
    headings: [...place.headings],
    anchor: place.anchor,
    page,
    text,
    terms: { headings: headingTerms, body: joinTerms(text) },
  });
  let filled = '';
  let filledPage: number | null = null;
  for (const { text, page } of texts) {
    for (const piece of text.length <= size.most ? [text] : sentenceGroups(text)) {
      const joined = filled === '' ? piece : `${filled}\n\n${piece}`;
      if (filled !== '' && (joined.length > size.wanted || page !== filledPage)) {
        yield make(filled, filledPage);
        filled = piece;
      } else filled = joined;
      filledPage = page;
    }
  }
  if (filled !== '') yield make(filled, filledPage);
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Full stops after which a sentence goes on. */
const abbreviation =
  /(?:^|[\s(])(?:\p{L}|[\p{L}]\.\s?\p{L}|approx|bzw|ca|cf|dr|fig|max|min|mr|mrs|ms|no|nr|p|st|str|tel|vs)\.\s*$/iu;

function* sentencesOf(text: string): Iterable<string> {
  let open = '';
  for (const { segment } of sentences.segment(text)) {
    open += segment;
    if (open.length < longestSentence && abbreviation.test(segment)) continue;
    yield open;
    open = '';
  }
  if (open !== '') yield open;
}

function* sentenceGroups(text: string): Iterable<string> {
  let group = '';
  for (const segment of sentencesOf(text)) {
    for (const sentence of segment.length <= longestSentence ? [segment] : hardCut(segment)) {
      if (group !== '' && group.length + sentence.length > size.wanted) {
        yield group.trim();
        group = '';
      }
      group += sentence;
    }
  }
  if (group.trim() !== '') yield group.trim();
}

/** Text without any sentence: between words where there are some. */
function* hardCut(text: string): Iterable<string> {
  let start = 0;
  while (start < text.length) {
    const limit = start + size.wanted;
    const space = limit < text.length ? text.lastIndexOf(' ', limit) : text.length;
    const end = space > start ? space : limit;
    yield text.slice(start, end);
    start = end;
  }
}

const joinTerms = (text: string): string =>
  termsOf(text)
    .map(({ term }) => term)
    .join(' ');
