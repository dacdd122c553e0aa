// fetch, Headers, Request and Response for authors. A request leaves as JSON text and its answer comes as JSON text; what
// may be asked, and with which secret, is decided outside of this process. They are the author's, as create-url.ts says.
// See harden.ts for the other rules of this folder.
import type { Codecs } from './create-codecs.ts';
import type { AbortParts } from './create-abort.ts';

export interface FetchHost {
  readonly request: (call: number, json: string) => void;
  readonly abandon: (call: number) => void;
}

export interface FetchLimits {
  readonly mostCalls: number;
  readonly longestRequest: number;
}

type Body = { readonly text: string } | { readonly base64: string };
type Pair = [name: string, value: string];

interface Answer {
  readonly error?: { readonly name: string; readonly message: string };
  readonly response?: {
    readonly status: number;
    readonly statusText: string;
    readonly url: string;
    readonly isRedirected: boolean;
    readonly headers: readonly Pair[];
    readonly body: Body;
  };
}

/** `answer` takes the answer of a call. */
export function createFetch(
  host: FetchHost,
  { toBase64, fromBase64, encodeUtf8, decodeUtf8 }: Codecs,
  { onAbort }: AbortParts,
  { mostCalls, longestRequest }: FetchLimits,
) {
  const { parse, stringify } = JSON;
  const readAnswer: (json: string) => Answer = parse;
  const { isView } = ArrayBuffer;
  const Buffer = ArrayBuffer;
  const Bytes = Uint8Array;
  const mostBody = 1_048_576;
  const longestHeader = 32_768;
  // No Map: an author who replaced its methods would wait for an answer for ever.
  const waiting: { __proto__: null; [call: number]: (answer: Answer) => void } = { __proto__: null };
  let lastCall = 0;

  const toText = String;

  function isIterable(value: object): value is Iterable<unknown> {
    return Symbol.iterator in value;
  }

  function named(name: string, message: string): Error {
    const error = new Error(message);
    Object.defineProperty(error, 'name', { value: name, configurable: true });
    return error;
  }

  class Headers {
    readonly #pairs: Pair[] = [];
    constructor(init?: unknown) {
      if (init === undefined || init === null) return;
      if (typeof init !== 'object') throw new TypeError('Headers takes an object of names and values');
      const pairs: unknown[] = isIterable(init) ? [...init] : Object.entries(init);
      for (const pair of pairs) {
        const items = Array.isArray(pair) ? pair : [];
        if (items.length !== 2) throw new TypeError('Headers takes pairs of a name and a value');
        this.append(items[0], items[1]);
      }
    }
    append(name: unknown, value: unknown): void {
      const given = toText(value);
      if (given.length > longestHeader) throw new RangeError('This header is too long');
      const key = toText(name).toLowerCase();
      const text = given.replaceAll(/^[\t\n\r ]+|[\t\n\r ]+$/gu, '');
      if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/u.test(key))
        throw new TypeError(`"${key.slice(0, 50)}" is no header name`);
      if (/[\0\r\n]/u.test(text)) throw new TypeError(`The header ${key} has a line break in its value`);
      this.#pairs.push([key, text]);
    }
    set(name: unknown, value: unknown): void {
      this.delete(name);
      this.append(name, value);
    }
    delete(name: unknown): void {
      const key = toText(name).toLowerCase();
      for (let index = this.#pairs.length - 1; index >= 0; index -= 1) {
        if (this.#pairs[index]?.[0] === key) this.#pairs.splice(index, 1);
      }
    }
    get(name: unknown): string | null {
      const key = toText(name).toLowerCase();
      const values = this.#pairs.filter(([other]) => other === key).map(([, value]) => value);
      return values.length === 0 ? null : values.join(', ');
    }
    has(name: unknown): boolean {
      return this.get(name) !== null;
    }
    getSetCookie(): string[] {
      return this.#pairs.filter(([name]) => name === 'set-cookie').map(([, value]) => value);
    }
    forEach(callback: (value: string, name: string, all: Headers) => void): void {
      for (const [name, value] of this.entries()) callback(value, name, this);
    }
    *entries(): Generator<Pair> {
      const names = [...new Set(this.#pairs.map(([name]) => name))].toSorted();
      for (const name of names) yield [name, this.get(name) ?? ''];
    }
    *keys(): Generator<string> {
      for (const [name] of this.entries()) yield name;
    }
    *values(): Generator<string> {
      for (const [, value] of this.entries()) yield value;
    }
    [Symbol.iterator](): Generator<Pair> {
      return this.entries();
    }
    static pairsOf(headers: Headers): Pair[] {
      return headers.#pairs.map(([name, value]) => [name, value]);
    }
  }
  const { pairsOf } = Headers;
  Reflect.deleteProperty(Headers, 'pairsOf');

  function bytesOf(body: Body): Uint8Array {
    return 'text' in body ? encodeUtf8(body.text) : (fromBase64(body.base64) ?? new Bytes(0));
  }

  /** What is sent, and the type that it has by itself. */
  function bodyOf(body: unknown): { readonly sent: Body | null; readonly type: string | undefined } {
    if (body === undefined || body === null) return { sent: null, type: undefined };
    if (body instanceof Buffer) return { sent: { base64: toBase64(new Bytes(body)) }, type: undefined };
    if (isView(body)) {
      const bytes = new Bytes(body.buffer, body.byteOffset, body.byteLength);
      return { sent: { base64: toBase64(bytes) }, type: undefined };
    }
    const params: unknown = Reflect.get(globalThis, 'URLSearchParams');
    const isForm = typeof params === 'function' && body instanceof params;
    if (typeof body === 'object' && !isForm) {
      throw new TypeError('A body is text; make it of an object with JSON.stringify(object)');
    }
    const type = isForm ? 'application/x-www-form-urlencoded;charset=UTF-8' : 'text/plain;charset=UTF-8';
    return { sent: { text: toText(body) }, type };
  }

  // What the next Response is made of, when it is an answer.
  let given: Answer['response'];

  class Response {
    readonly #given: NonNullable<Answer['response']>;
    readonly #headers: Headers;
    #isUsed = false;
    constructor(body?: unknown, init: { status?: unknown; statusText?: unknown; headers?: unknown } = {}) {
      const made = given;
      given = undefined;
      this.#headers = new Headers(made === undefined ? init.headers : made.headers);
      this.#given = made ?? {
        status: Number(init.status ?? 200),
        statusText: toText(init.statusText ?? ''),
        url: '',
        isRedirected: false,
        headers: [],
        body: bodyOf(body).sent ?? { text: '' },
      };
    }
    #take(): Body {
      if (this.#isUsed) throw new TypeError('This answer was read already; keep what text() or json() gave');
      this.#isUsed = true;
      return this.#given.body;
    }
    get ok(): boolean {
      return this.#given.status >= 200 && this.#given.status < 300;
    }
    get status(): number {
      return this.#given.status;
    }
    get statusText(): string {
      return this.#given.statusText;
    }
    get url(): string {
      return this.#given.url;
    }
    get redirected(): boolean {
      return this.#given.isRedirected;
    }
    get type(): string {
      return 'basic';
    }
    get headers(): Headers {
      return this.#headers;
    }
    get bodyUsed(): boolean {
      return this.#isUsed;
    }
    async text(): Promise<string> {
      const body = this.#take();
      return 'text' in body ? body.text : (decodeUtf8(bytesOf(body), false) ?? '');
    }
    async json(): Promise<unknown> {
      const text = await this.text();
      try {
        return parse(text);
      } catch {
        const found = text.trim() === '' ? 'nothing' : `“${text.slice(0, 80)}”`;
        throw new SyntaxError(`The answer is no JSON, but ${found} (status ${this.status})`);
      }
    }
    async arrayBuffer(): Promise<ArrayBuffer> {
      const { buffer } = bytesOf(this.#take());
      return buffer instanceof Buffer ? buffer : new Buffer(0);
    }
    async bytes(): Promise<Uint8Array> {
      return new Bytes(await this.arrayBuffer());
    }
    clone(): Response {
      if (this.#isUsed) throw new TypeError('This answer was read already');
      given = { ...this.#given, headers: pairsOf(this.#headers) };
      return new Response();
    }
  }
  class Request {
    readonly url: string;
    readonly method: string;
    readonly headers: Headers;
    readonly body: unknown;
    readonly signal: unknown;
    constructor(target: unknown, init: Record<string, unknown> = {}) {
      const from: Record<string, unknown> = target instanceof Request ? Object(target) : {};
      this.url = target instanceof Request ? target.url : toText(target);
      this.method = toText(init['method'] ?? from['method'] ?? 'GET');
      this.headers = new Headers(init['headers'] ?? from['headers']);
      this.body = init['body'] ?? from['body'];
      this.signal = init['signal'] ?? from['signal'];
    }
  }

  async function fetch(target: unknown, init?: Record<string, unknown>): Promise<Response> {
    const request = new Request(target, init ?? {});
    const method = /^(?:get|head|post|put|delete|options|patch)$/iu.test(request.method)
      ? request.method.toUpperCase()
      : request.method;
    const { sent, type } = bodyOf(request.body);
    if (sent !== null && (method === 'GET' || method === 'HEAD')) {
      throw new TypeError(`A request with ${method} has no body; use POST, or put values into the address`);
    }
    if (sent !== null && ('text' in sent ? sent.text.length : sent.base64.length * 0.75) > mostBody) {
      throw new RangeError('A body is 1 MB at most');
    }
    if (type !== undefined && !request.headers.has('content-type')) request.headers.set('content-type', type);
    if (lastCall >= mostCalls) {
      throw named('FetchRefusedError', `fetch may not be used more than ${mostCalls} times in one run.`);
    }
    lastCall += 1;
    const call = lastCall;
    const json = stringify({ method, url: request.url, headers: pairsOf(request.headers), body: sent });
    if (json.length > longestRequest) throw new RangeError('This request is too large');
    const came = await new Promise<Answer>((resolve, reject) => {
      if (request.signal !== undefined && request.signal !== null) {
        const isSignal = onAbort(request.signal, (reason) => {
          delete waiting[call];
          host.abandon(call);
          reject(reason);
        });
        if (!isSignal) throw new TypeError('signal is that of an AbortController');
        if (Reflect.get(Object(request.signal), 'aborted') === true) return;
      }
      waiting[call] = resolve;
      host.request(call, json);
    });
    if (came.response === undefined) {
      throw named(came.error?.name ?? 'FetchError', came.error?.message ?? 'fetch failed');
    }
    given = came.response;
    return new Response();
  }

  function answer(call: number, json: string): void {
    const resolve = waiting[call];
    delete waiting[call];
    if (resolve !== undefined) resolve(readAnswer(json));
  }

  return { Headers, Response, Request, fetch, answer };
}
