// HTML as blocks: headings, paragraphs, lists and tables in their order; what is around the content of a page is left out.
// Invariant: HTML is only read as text; nothing of it is run, fetched or shown as HTML.
import { load } from 'cheerio/slim';
import { type AnyNode, type Element, hasChildren, isDocument, isTag, isText } from 'domhandler';
import type { Block } from '#shared/drivers/knowledge/knowledge-document.ts';

export interface HtmlContent {
  readonly title: string | null;
  readonly blocks: readonly Block[];
}

/** What is around the content of a page. */
const aroundContent = new Set(['nav', 'header', 'footer', 'aside', 'form', 'button', 'select']);
const roleAroundContent = new Set(['navigation', 'banner', 'contentinfo', 'search']);
const neverRead = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'canvas',
  'head',
]);
/** Letters that the main part of a page has at least. */
const shortestMain = 200;

const separate = new Set(
  `address article blockquote body center dd details dialog dir div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr html li
   main menu ol p pre section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
);
/** What nests deeper is read as one text. */
const deepest = 300;

/** `isPage`: navigation and the like are left out, and one main part is looked for. */
export function htmlBlocks(html: string, isPage: boolean): HtmlContent {
  const root = load(html).root().get(0);
  if (root === undefined) return { title: null, blocks: [] };
  const elements = elementsIn(root);
  const titles = ['h1', 'title'].map((name) => elements.find((element) => element.name === name));
  const title = titles.map((element) => (element === undefined ? '' : clean(textOf(element)))).find(Boolean);
  const content = isPage ? (mainOf(elements) ?? root) : root;
  const blocks = blocksIn(content, isPage);
  return { title: title ?? null, blocks: blocks.length === 0 && isPage ? blocksIn(root, false) : blocks };
}

function blocksIn(root: AnyNode, isPage: boolean): readonly Block[] {
  const reader = new BlockReader(isPage);
  reader.read(root, 0);
  return reader.finish();
}

/** The longest part that says it is the main one. */
function mainOf(elements: readonly Element[]): Element | undefined {
  const parts = elements
    .filter(({ name, attribs }) => name === 'main' || name === 'article' || attribs['role'] === 'main')
    .slice(0, 100)
    .map((element) => ({ element, length: textOf(element).trim().length }))
    .filter(({ length }) => length >= shortestMain);
  return parts.toSorted((one, other) => other.length - one.length)[0]?.element;
}

class BlockReader {
  readonly #blocks: Block[] = [];
  readonly #isPage: boolean;
  #text = '';
  #anchor: string | null = null;

  constructor(isPage: boolean) {
    this.#isPage = isPage;
  }

  read(node: AnyNode, depth: number): void {
    if (isText(node)) {
      this.#text += node.data.replaceAll(/\s+/gu, ' ');
      return;
    }
    if (isDocument(node)) for (const child of node.children) this.read(child, depth);
    if (!isTag(node) || isLeftOut(node, this.#isPage)) return;
    const id = node.attribs['id'] ?? (node.name === 'a' ? node.attribs['name'] : undefined);
    if (id !== undefined && id !== '') this.#anchor = id;
    const level = /^h([1-6])$/.exec(node.name)?.[1];
    if (depth > deepest) this.#text += textOf(node);
    else if (level !== undefined) this.#heading(node, Number(level));
    else this.#element(node, depth);
  }

  finish(): readonly Block[] {
    this.#endBlock();
    return this.#blocks;
  }

  #element(node: Element, depth: number): void {
    switch (node.name) {
      case 'br':
        this.#text += '\n';
        return;
      case 'img':
        this.#text += ` ${node.attribs['alt'] ?? ''} `;
        return;
      case 'summary':
        this.#heading(node, 6);
        return;
      case 'pre':
        this.#endBlock();
        this.#text = textOf(node);
        this.#endBlock();
        return;
      case 'table':
        this.#endBlock();
        this.#text = tableText(node);
        this.#endBlock();
        return;
      case 'ul':
      case 'ol':
      case 'dl':
        this.#list(node, depth);
        return;
      default:
        if (separate.has(node.name)) this.#endBlock();
        for (const child of node.children) this.read(child, depth + 1);
        if (separate.has(node.name)) this.#endBlock();
    }
  }

  #heading(node: Element, level: number): void {
    this.#endBlock();
    const text = clean(textOf(node));
    if (text === '') return;
    const anchor = node.attribs['id'] ?? innerAnchor(node) ?? this.#anchor;
    this.#blocks.push({ kind: 'heading', level, text: text.slice(0, 300), anchor });
    this.#anchor = null;
  }

  /** A list is one block, unless it holds headings. */
  #list(node: Element, depth: number): void {
    this.#endBlock();
    const inner = new BlockReader(this.#isPage);
    for (const child of node.children) {
      if (isTag(child) && (child.name === 'li' || child.name === 'dd')) inner.#endBlock();
      inner.read(child, depth + 1);
    }
    const blocks = inner.finish();
    if (blocks.some(({ kind }) => kind === 'heading')) this.#blocks.push(...blocks);
    else {
      this.#text = blocks.map(({ text }) => (node.name === 'dl' ? text : `- ${text}`)).join('\n');
      this.#endBlock();
    }
  }

  #endBlock(): void {
    const lines = this.#text.split('\n').map((line) => line.replaceAll(/[^\S\n]+/gu, ' ').trimEnd());
    const text = lines
      .join('\n')
      .replaceAll(/\n{3,}/gu, '\n\n')
      .trim();
    this.#text = '';
    if (text !== '') this.#blocks.push({ kind: 'text', text, page: null });
  }
}

function tableText(table: Element): string {
  const rows: string[] = [];
  const visit = (node: AnyNode, depth: number): void => {
    if (!isTag(node) || depth > deepest) return;
    if (node.name === 'tr') {
      const cells = node.children.filter(isTag).map((cell) => clean(textOf(cell)));
      rows.push(cells.join(' | '));
    } else for (const child of node.children) visit(child, depth + 1);
  };
  visit(table, 0);
  return rows.filter((row) => row.trim() !== '').join('\n');
}

function isLeftOut({ name, attribs }: Element, isPage: boolean): boolean {
  if (neverRead.has(name)) return true;
  if (!isPage) return false;
  const isHidden = attribs['hidden'] !== undefined || attribs['aria-hidden'] === 'true';
  return isHidden || aroundContent.has(name) || roleAroundContent.has(attribs['role'] ?? '');
}

function elementsIn(root: AnyNode): readonly Element[] {
  const elements: Element[] = [];
  const open: AnyNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isTag(node)) elements.push(node);
    if (hasChildren(node)) for (const child of node.children.toReversed()) open.push(child);
  }
  return elements;
}

/** All text below a node, however deep. */
function textOf(root: AnyNode): string {
  let text = '';
  const open: AnyNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isText(node)) text += node.data;
    else if (isTag(node) && !neverRead.has(node.name)) {
      if (node.name === 'br') text += '\n';
      for (const child of node.children.toReversed()) open.push(child);
    }
  }
  return text;
}

function innerAnchor(node: Element): string | undefined {
  for (const child of node.children) {
    if (!isTag(child)) continue;
    const id = child.attribs['id'] ?? child.attribs['name'];
    if (id !== undefined && id !== '') return id;
  }
  return undefined;
}

const clean = (text: string): string => text.replaceAll(/[\s¶]+/gu, ' ').trim();
