// Web pages for knowledge: one page, or those that a sitemap lists.
// Invariants: everything goes through the guarded way out, so no private address is reached; pages that robots.txt forbids are
// not asked for; size, time and number are bounded; a page that fails is told and the rest goes on.
import { gunzipSync } from 'node:zlib';
import { load } from 'cheerio/slim';
import type { Egress, EgressResponse } from '#shared/drivers/http/egress.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FileToRead } from './parse/read-document.ts';
import { parseRobots, type Robots } from './robots.ts';

export interface WebPagesOptions {
  /** Development: this computer may be asked, too. */
  readonly allowsLocal?: boolean;
}

export interface SitePages {
  readonly urls: readonly string[];
  readonly notes: readonly string[];
}

const agent = 'Dialogram';
const limits = {
  timeoutMs: 20_000,
  pageBytes: 8 * 1024 * 1024,
  sitemapBytes: 50 * 1024 * 1024,
  sitemaps: 50,
};
const readable = /^(?:text\/(?:html|plain|markdown|x-markdown)|application\/(?:xhtml\+xml|pdf))\b/u;

export class WebPages {
  readonly #egress: Egress;
  readonly #allowsLocal: boolean;
  /** By origin. */
  readonly #robots = new Map<string, Promise<Robots>>();

  constructor(egress: Egress, { allowsLocal = false }: WebPagesOptions = {}) {
    this.#egress = egress;
    this.#allowsLocal = allowsLocal;
  }

  /** Throws KNOWLEDGE_PAGE_UNREACHABLE, KNOWLEDGE_PAGE_FORBIDDEN, CANCELLED. */
  async page(url: string, signal: AbortSignal): Promise<FileToRead> {
    const robots = await this.#robotsOf(url, signal);
    if (!robots.allows(url)) {
      throw new AppError(
        'KNOWLEDGE_PAGE_FORBIDDEN',
        `${url} asks programs not to read it (robots.txt). Ask its owner, or save the page as a file and import that.`,
      );
    }
    const { body, headers, url: from } = await this.#get(url, limits.pageBytes, signal);
    const type = headers.find(([name]) => name === 'content-type')?.[1] ?? 'text/html';
    if (!readable.test(type)) throw unreachable(url, `it is of the type ${type.slice(0, 100)}, not a page.`);
    const endings: Readonly<Record<string, string>> = { 'text/plain': 'txt', 'text/markdown': 'md' };
    const ending = endings[type.split(';', 1)[0] ?? ''] ?? (type.includes('pdf') ? 'pdf' : 'html');
    const last = decodeSafely(new URL(from).pathname.split('/').findLast((part) => part !== '') ?? '');
    return { name: `${last === '' ? new URL(from).host : last}.${ending}`, bytes: body, url: from };
  }

  /** The pages of a site, from its sitemap and those that it names. Throws like `page`. */
  async site(url: string, maxPages: number, signal: AbortSignal): Promise<SitePages> {
    const { origin } = new URL(url);
    const robots = await this.#robotsOf(url, signal);
    const isSitemap = /\.xml(?:\.gz)?$|sitemap/iu.test(new URL(url).pathname);
    const open = isSitemap ? [url] : [...robots.sitemaps, `${origin}/sitemap.xml`];
    const seen = new Set<string>();
    const pages = new Set<string>();
    const notes: string[] = [];
    let elsewhere = 0;
    for (let next = open.shift(); next !== undefined && pages.size < maxPages; next = open.shift()) {
      if (seen.has(next) || seen.size >= limits.sitemaps) continue;
      seen.add(next);
      try {
        const found = locationsOf(await this.#get(next, limits.sitemapBytes, signal));
        open.push(...found.sitemaps.filter((each) => hasOrigin(each, origin)));
        for (const page of found.pages) {
          if (!hasOrigin(page, origin)) elsewhere += 1;
          else if (pages.size < maxPages) pages.add(page);
        }
      } catch (error) {
        if (!AppError.is(error) || error.code === 'CANCELLED') throw error;
        notes.push(error.message);
      }
    }
    if (pages.size === 0) {
      throw unreachable(
        url,
        `no sitemap with pages was found there. ${notes[0] ?? ''} Import its pages one by one.`,
      );
    }
    if (elsewhere > 0) notes.push(`${elsewhere} pages of other sites were left out.`);
    return { urls: [...pages], notes: notes.slice(0, 20) };
  }

  #robotsOf(url: string, signal: AbortSignal): Promise<Robots> {
    const { origin } = new URL(url);
    const known = this.#robots.get(origin) ?? this.#readRobots(`${origin}/robots.txt`, signal);
    this.#robots.set(origin, known);
    return known;
  }

  /** A site without the file forbids nothing; one that cannot answer is not to be asked. */
  async #readRobots(url: string, signal: AbortSignal): Promise<Robots> {
    const { status, body } = await this.#request(url, 512 * 1024, signal);
    if (status >= 500) throw unreachable(url, `the server answered ${status}. Try again later.`);
    return parseRobots(status === 200 ? body.toString('utf8') : '', agent);
  }

  async #get(url: string, most: number, signal: AbortSignal): Promise<EgressResponse> {
    const response = await this.#request(url, most, signal);
    if (response.status === 200) return response;
    throw unreachable(url, `the server answered ${response.status} ${response.statusText}.`);
  }

  async #request(url: string, most: number, signal: AbortSignal): Promise<EgressResponse> {
    try {
      return await this.#egress.request(
        { method: 'GET', url, headers: [['user-agent', agent]] },
        {
          permits: ({ protocol }) => protocol === 'https:' || protocol === 'http:',
          allowsLocal: this.#allowsLocal,
          limits: { timeoutMs: limits.timeoutMs, responseBytes: most },
        },
        signal,
      );
    } catch (error) {
      if (!AppError.is(error) || error.code === 'CANCELLED') throw error;
      throw unreachable(url, error.message.replace(/^fetch [^:]*: /u, ''), error);
    }
  }
}

function locationsOf({ body, url }: EgressResponse): {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
} {
  const xml = load(unpacked(body, url), { xml: true });
  const read = (selector: string): string[] =>
    xml(selector)
      .toArray()
      .map((element) => xml(element).text().trim())
      .filter((text) => URL.canParse(text));
  return { pages: read('url > loc'), sitemaps: read('sitemap > loc') };
}

function unpacked(body: Buffer, url: string): string {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body.toString('utf8');
  try {
    return gunzipSync(body, { maxOutputLength: limits.sitemapBytes }).toString('utf8');
  } catch (error) {
    throw unreachable(url, 'the sitemap is damaged or too large.', error);
  }
}

const hasOrigin = (url: string, origin: string): boolean =>
  URL.canParse(url) && new URL(url).origin === origin;

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

const unreachable = (url: string, why: string, cause?: unknown): AppError =>
  new AppError('KNOWLEDGE_PAGE_UNREACHABLE', `${url.slice(0, 300)} could not be read: ${why}`, {
    blame: 'environment',
    cause,
  });
