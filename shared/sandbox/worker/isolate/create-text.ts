// TextEncoder, TextDecoder, atob, btoa and structuredClone for authors. See harden.ts for the rules of this folder.
import type { Codecs } from './create-codecs.ts';

export function createText({ toBase64, fromBase64, encodeUtf8, decodeUtf8 }: Codecs) {
  const { apply } = Reflect;
  const { defineProperty, keys: keysOf, getPrototypeOf, prototype: plainPrototype } = Object;
  const { toString: tagOf } = Object.prototype;
  const { charCodeAt, slice, toLowerCase, trim } = String.prototype;
  const { isView } = ArrayBuffer;
  const { isArray } = Array;
  const { fromCharCode } = String;
  const toText = String;
  const Bytes = Uint8Array;
  const Buffer = ArrayBuffer;
  const KnownMap = Map;
  const KnownSet = Set;
  const KnownDate = Date;
  const KnownPattern = RegExp;
  const KnownError = Error;
  const Failure = RangeError;
  const WrongType = TypeError;

  function named(name: string, message: string): Error {
    const error = new KnownError(message);
    defineProperty(error, 'name', { value: name, configurable: true });
    return error;
  }

  function bytesOf(input: unknown): Uint8Array {
    if (input === undefined) return new Bytes(0);
    if (input instanceof Buffer) return new Bytes(input);
    if (isView(input)) return new Bytes(input.buffer, input.byteOffset, input.byteLength);
    throw new WrongType('TextDecoder reads an ArrayBuffer or a typed array');
  }

  class TextEncoder {
    get encoding(): string {
      return 'utf-8';
    }
    encode(text: unknown = ''): Uint8Array {
      return encodeUtf8(toText(text));
    }
  }

  class TextDecoder {
    readonly #isFatal: boolean;
    readonly #keepsMark: boolean;
    constructor(label: unknown = 'utf-8', options: { fatal?: unknown; ignoreBOM?: unknown } = {}) {
      const name: string = apply(toLowerCase, apply(trim, toText(label), []), []);
      if (name !== 'utf-8' && name !== 'utf8')
        throw new Failure(`TextDecoder knows utf-8 only, not "${name}"`);
      this.#isFatal = options?.fatal === true;
      this.#keepsMark = options?.ignoreBOM === true;
    }
    get encoding(): string {
      return 'utf-8';
    }
    get fatal(): boolean {
      return this.#isFatal;
    }
    get ignoreBOM(): boolean {
      return this.#keepsMark;
    }
    decode(input?: unknown): string {
      const text = decodeUtf8(bytesOf(input), this.#isFatal);
      if (text === undefined) throw new WrongType('The bytes are not UTF-8');
      const hasMark = !this.#keepsMark && text.length > 0 && apply(charCodeAt, text, [0]) === 0xfeff;
      return hasMark ? apply(slice, text, [1]) : text;
    }
  }

  function btoa(value: unknown): string {
    const text = toText(value);
    const bytes = new Bytes(text.length);
    for (let index = 0; index < text.length; index += 1) {
      const code: number = apply(charCodeAt, text, [index]);
      if (code > 255) {
        throw named(
          'InvalidCharacterError',
          'btoa takes letters up to ÿ only; make bytes of other text with TextEncoder first',
        );
      }
      bytes[index] = code;
    }
    return toBase64(bytes);
  }

  function atob(value: unknown): string {
    const bytes = fromBase64(toText(value));
    if (bytes === undefined) throw named('InvalidCharacterError', 'atob takes base64 only');
    let text = '';
    for (let index = 0; index < bytes.length; index += 1) text += fromCharCode(bytes[index] ?? 0);
    return text;
  }

  const views: Record<string, unknown> = { __proto__: null };
  for (const name of [
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
  ]) {
    views[name] = Reflect.get(globalThis, name);
  }
  for (const name of [
    'Uint32Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
    'DataView',
  ]) {
    views[name] = Reflect.get(globalThis, name);
  }
  const { construct, get } = Reflect;
  const deepest = 1_000;

  function structuredClone(root: unknown): unknown {
    const copies = new KnownMap<object, unknown>();
    let depth = 0;

    function copyObject(value: object): unknown {
      const known = copies.get(value);
      if (known !== undefined) return known;
      const keep = <Copy>(copy: Copy): Copy => {
        copies.set(value, copy);
        return copy;
      };
      if (isArray(value)) {
        const list: unknown[] = keep([]);
        for (let index = 0; index < value.length; index += 1) {
          defineProperty(list, index, {
            value: clone(value[index]),
            writable: true,
            enumerable: true,
            configurable: true,
          });
        }
        return list;
      }
      if (value instanceof KnownDate) return keep(new KnownDate(+value));
      if (value instanceof KnownPattern) return keep(new KnownPattern(value.source, value.flags));
      if (value instanceof Buffer) return keep(value.slice(0));
      if (isView(value)) {
        const tag: string = apply(tagOf, value, []);
        const View = views[apply(slice, tag, [8, -1])];
        const buffer = clone(value.buffer);
        const length = value instanceof DataView ? value.byteLength : get(value, 'length');
        return typeof View === 'function'
          ? keep(construct(View, [buffer, value.byteOffset, length]))
          : keep({});
      }
      if (value instanceof KnownMap) {
        const map = keep(new KnownMap<unknown, unknown>());
        value.forEach((item, key) => map.set(clone(key), clone(item)));
        return map;
      }
      if (value instanceof KnownSet) {
        const set = keep(new KnownSet<unknown>());
        value.forEach((item) => set.add(clone(item)));
        return set;
      }
      if (value instanceof KnownError) {
        const error = keep(new KnownError(value.message));
        defineProperty(error, 'name', { value: value.name, configurable: true });
        return error;
      }
      const prototype: unknown = getPrototypeOf(value);
      const tag: string = apply(tagOf, value, []);
      if (
        typeof value === 'function' ||
        (prototype !== null && prototype !== plainPrototype && tag !== '[object Object]')
      ) {
        throw named('DataCloneError', `${tag} cannot be cloned`);
      }
      const copy: object = keep({});
      const names = keysOf(value);
      for (let index = 0; index < names.length; index += 1) {
        const name = names[index] ?? '';
        const item = clone(get(value, name));
        defineProperty(copy, name, { value: item, writable: true, enumerable: true, configurable: true });
      }
      return copy;
    }

    function clone(value: unknown): unknown {
      if (typeof value === 'symbol' || typeof value === 'function') {
        throw named('DataCloneError', `A ${typeof value} cannot be cloned`);
      }
      if (typeof value !== 'object' || value === null) return value;
      depth += 1;
      if (depth > deepest) throw named('DataCloneError', 'This is nested too deep to be cloned');
      const copy = copyObject(value);
      depth -= 1;
      return copy;
    }

    return clone(root);
  }

  return { TextEncoder, TextDecoder, btoa, atob, structuredClone };
}
