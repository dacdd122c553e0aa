// URL and URLSearchParams for authors. Addresses are parsed by the runner, which has a whole parser; only text crosses.
// These classes are the author's: what an author replaces of the built-ins under them breaks the author's code alone, and
// the host function is in no object that is handed out. See harden.ts for the other rules of this folder.

/** The parts of a URL as JSON, after one of them was set (none when `part` is empty); an empty text when it is no URL. */
export type ParseUrl = (input: string, base: string, part: string, value: string) => string;

interface UrlParts {
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

export function createUrl(parseUrl: ParseUrl) {
  const { parse } = JSON;
  const longest = 65_536;

  const toText = String;

  function isIterable(value: object): value is Iterable<unknown> {
    return Symbol.iterator in value;
  }

  function readUrl(input: string, base: string, part = '', value = ''): UrlParts | undefined {
    if (input.length + base.length + value.length > longest) throw new RangeError('This address is too long');
    const json = parseUrl(input, base, part, value);
    return json === '' ? undefined : parse(json);
  }

  const encode = (text: string): string =>
    encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd'))
      .replaceAll('%20', '+')
      .replaceAll(/[!'()~]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const decode = (text: string): string => {
    const plain = text.replaceAll('+', ' ');
    try {
      return decodeURIComponent(plain);
    } catch {
      return plain; // A lone "%" stands for itself.
    }
  };

  class URLSearchParams {
    #pairs: [string, string][] = [];
    #onChange: (query: string) => void = () => undefined;

    constructor(init: unknown = '') {
      if (typeof init === 'object' && init !== null) {
        const pairs: unknown[] = isIterable(init) ? [...init] : Object.entries(init);
        for (const pair of pairs) {
          const items = Array.isArray(pair) ? pair : [];
          if (items.length !== 2) throw new TypeError('URLSearchParams takes pairs of a name and a value');
          this.#pairs.push([toText(items[0]), toText(items[1])]);
        }
      } else this.#read(toText(init));
    }

    /** For URL, whose query it is. */
    static follow(params: URLSearchParams, onChange: (query: string) => void): void {
      params.#onChange = onChange;
    }
    static reread(params: URLSearchParams, query: string): void {
      params.#read(query);
    }

    #read(query: string): void {
      const text = query.startsWith('?') ? query.slice(1) : query;
      this.#pairs = text
        .split('&')
        .filter((part) => part !== '')
        .map((part) => {
          const at = part.indexOf('=');
          return at === -1 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
        });
    }
    #change(pairs: [string, string][]): void {
      this.#pairs = pairs;
      this.#onChange(this.toString());
    }
    get size(): number {
      return this.#pairs.length;
    }
    append(name: unknown, value: unknown): void {
      this.#change([...this.#pairs, [toText(name), toText(value)]]);
    }
    delete(name: unknown, value?: unknown): void {
      const isMeant = ([key, item]: [string, string]): boolean =>
        key === toText(name) && (value === undefined || item === toText(value));
      this.#change(this.#pairs.filter((pair) => !isMeant(pair)));
    }
    get(name: unknown): string | null {
      return this.#pairs.find(([key]) => key === toText(name))?.[1] ?? null;
    }
    getAll(name: unknown): string[] {
      return this.#pairs.filter(([key]) => key === toText(name)).map(([, value]) => value);
    }
    has(name: unknown, value?: unknown): boolean {
      return this.#pairs.some(
        ([key, item]) => key === toText(name) && (value === undefined || item === toText(value)),
      );
    }
    set(name: unknown, value: unknown): void {
      const at = this.#pairs.findIndex(([key]) => key === toText(name));
      if (at === -1) return this.append(name, value);
      const others = this.#pairs.filter(([key], index) => index <= at || key !== toText(name));
      others[at] = [toText(name), toText(value)];
      return this.#change(others);
    }
    sort(): void {
      const byName = ([one]: [string, string], [other]: [string, string]): number =>
        one < other ? -1 : one > other ? 1 : 0;
      const pairs = [...this.#pairs];
      pairs.sort(byName);
      this.#change(pairs);
    }
    forEach(callback: (value: string, name: string, all: URLSearchParams) => void): void {
      for (const [name, value] of this.#pairs) callback(value, name, this);
    }
    *entries(): Generator<[string, string]> {
      for (const [name, value] of this.#pairs) yield [name, value];
    }
    *keys(): Generator<string> {
      for (const [name] of this.#pairs) yield name;
    }
    *values(): Generator<string> {
      for (const [, value] of this.#pairs) yield value;
    }
    [Symbol.iterator](): Generator<[string, string]> {
      return this.entries();
    }
    toString(): string {
      return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
    }
  }
  const { follow, reread } = URLSearchParams;
  Reflect.deleteProperty(URLSearchParams, 'follow');
  Reflect.deleteProperty(URLSearchParams, 'reread');

  class URL {
    #parts: UrlParts;
    readonly #params: URLSearchParams;

    constructor(input: unknown, base?: unknown) {
      const text = toText(input);
      const parts = readUrl(text, base === undefined ? '' : toText(base));
      if (parts === undefined) throw new TypeError(`"${text.slice(0, 100)}" is not a whole address`);
      this.#parts = parts;
      this.#params = new URLSearchParams(parts.search);
      follow(this.#params, (query) => {
        this.#parts = readUrl(this.#parts.href, '', 'search', query) ?? this.#parts;
      });
    }
    static canParse(input: unknown, base?: unknown): boolean {
      return readUrl(toText(input), base === undefined ? '' : toText(base)) !== undefined;
    }
    static parse(input: unknown, base?: unknown): URL | null {
      return URL.canParse(input, base) ? new URL(input, base) : null;
    }
    #set(part: string, value: unknown): void {
      this.#parts = readUrl(this.#parts.href, '', part, toText(value)) ?? this.#parts;
      reread(this.#params, this.#parts.search);
    }
    get href(): string {
      return this.#parts.href;
    }
    set href(value: unknown) {
      this.#parts = new URL(value).#parts;
      reread(this.#params, this.#parts.search);
    }
    get origin(): string {
      return this.#parts.origin;
    }
    get protocol(): string {
      return this.#parts.protocol;
    }
    set protocol(value: unknown) {
      this.#set('protocol', value);
    }
    get username(): string {
      return this.#parts.username;
    }
    set username(value: unknown) {
      this.#set('username', value);
    }
    get password(): string {
      return this.#parts.password;
    }
    set password(value: unknown) {
      this.#set('password', value);
    }
    get host(): string {
      return this.#parts.host;
    }
    set host(value: unknown) {
      this.#set('host', value);
    }
    get hostname(): string {
      return this.#parts.hostname;
    }
    set hostname(value: unknown) {
      this.#set('hostname', value);
    }
    get port(): string {
      return this.#parts.port;
    }
    set port(value: unknown) {
      this.#set('port', value);
    }
    get pathname(): string {
      return this.#parts.pathname;
    }
    set pathname(value: unknown) {
      this.#set('pathname', value);
    }
    get search(): string {
      return this.#parts.search;
    }
    set search(value: unknown) {
      this.#set('search', value);
    }
    get hash(): string {
      return this.#parts.hash;
    }
    set hash(value: unknown) {
      this.#set('hash', value);
    }
    get searchParams(): URLSearchParams {
      return this.#params;
    }
    toString(): string {
      return this.#parts.href;
    }
    toJSON(): string {
      return this.#parts.href;
    }
  }

  return { URL, URLSearchParams };
}
