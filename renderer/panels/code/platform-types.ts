// What code steps have beside JavaScript itself, as types for the code editor. Invariant: it names what the sandbox has, and no more.

export const platformTypes = `/** Writes to the run's notes, which the preview shows. */
declare const console: Record<'log' | 'info' | 'warn' | 'error' | 'debug', (...values: any[]) => void>;
declare function setTimeout(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): number;
declare function clearTimeout(timer?: number): void;
interface FetchOptions {
  /** GET when left out. */
  method?: string;
  headers?: Headers | Record<string, string> | [string, string][];
  /** Text; make it of an object with JSON.stringify. A URLSearchParams is sent as a form. */
  body?: string | URLSearchParams | ArrayBuffer | Uint8Array | null;
  signal?: AbortSignal;
}
/** Works only for addresses that a connector of this step allows; the connector adds its secret. */
declare function fetch(address: string | URL | Request, options?: FetchOptions): Promise<Response>;
declare class Request {
  constructor(address: string | URL | Request, options?: FetchOptions);
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
}
declare class Response {
  constructor(body?: any, options?: { status?: number; statusText?: string; headers?: any });
  /** The status is 200 to 299. */
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly redirected: boolean;
  readonly bodyUsed: boolean;
  text(): Promise<string>;
  json(): Promise<any>;
  arrayBuffer(): Promise<ArrayBuffer>;
  bytes(): Promise<Uint8Array>;
  clone(): Response;
}
declare class Headers {
  constructor(values?: Headers | Record<string, string> | [string, string][]);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  has(name: string): boolean;
  set(name: string, value: string): void;
  getSetCookie(): string[];
  forEach(callback: (value: string, name: string) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
declare class URL {
  constructor(address: string | URL, base?: string | URL);
  static canParse(address: string | URL, base?: string | URL): boolean;
  static parse(address: string | URL, base?: string | URL): URL | null;
  href: string;
  readonly origin: string;
  protocol: string;
  username: string;
  password: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  hash: string;
  readonly searchParams: URLSearchParams;
  toString(): string;
  toJSON(): string;
}
declare class URLSearchParams {
  constructor(values?: string | Record<string, any> | [string, any][] | URLSearchParams);
  readonly size: number;
  append(name: string, value: any): void;
  delete(name: string, value?: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: string): boolean;
  set(name: string, value: any): void;
  sort(): void;
  forEach(callback: (value: string, name: string) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
  toString(): string;
}
declare class TextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array;
}
declare class TextDecoder {
  constructor(encoding?: 'utf-8', options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBuffer | Uint8Array): string;
}
/** Base64 to text of single bytes. */
declare function atob(base64: string): string;
/** Text of single bytes to base64. */
declare function btoa(text: string): string;
declare function structuredClone<Value>(value: Value): Value;
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: any): void;
}
declare class AbortSignal {
  private constructor();
  static abort(reason?: any): AbortSignal;
  static timeout(milliseconds: number): AbortSignal;
  static any(signals: AbortSignal[]): AbortSignal;
  readonly aborted: boolean;
  readonly reason: any;
  onabort: ((event: { type: 'abort' }) => void) | null;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: (event: { type: 'abort' }) => void): void;
  removeEventListener(type: 'abort', listener: (event: { type: 'abort' }) => void): void;
}
declare const crypto: {
  randomUUID(): string;
  getRandomValues<Values>(values: Values): Values;
  subtle: {
    digest(algorithm: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512', bytes: ArrayBuffer | Uint8Array): Promise<ArrayBuffer>;
  };
};
`;
