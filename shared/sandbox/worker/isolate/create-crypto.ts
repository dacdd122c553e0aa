// crypto for authors: random values that are the same when the run is run again, and digests, both made by the runner.
// See harden.ts for the rules of this folder.
import type { Codecs } from './create-codecs.ts';

export interface CryptoHost {
  /** So many bytes as base64. */
  readonly random: (count: number) => string;
  /** Of base64, as base64; an empty text when there is no such algorithm. */
  readonly digest: (algorithm: string, base64: string) => string;
}

export function createCrypto({ random, digest }: CryptoHost, { toBase64, fromBase64 }: Codecs) {
  const { isView } = ArrayBuffer;
  const Buffer = ArrayBuffer;
  const Bytes = Uint8Array;
  const Floats = [Float32Array, Float64Array];
  const mostRandom = 65_536;
  const mostDigested = 4_194_304;

  function randomBytes(count: number): Uint8Array {
    return fromBase64(random(count)) ?? new Bytes(count);
  }

  function bytesOf(data: unknown): Uint8Array {
    if (data instanceof Buffer) return new Bytes(data);
    if (isView(data)) return new Bytes(data.buffer, data.byteOffset, data.byteLength);
    throw new TypeError(
      'crypto takes an ArrayBuffer or a typed array; make one of text with new TextEncoder().encode(text)',
    );
  }

  const subtle = {
    async digest(algorithm: unknown, data: unknown): Promise<ArrayBuffer> {
      const isNamed = typeof algorithm === 'object' && algorithm !== null && 'name' in algorithm;
      const name = String(isNamed ? algorithm.name : algorithm).toUpperCase();
      const bytes = bytesOf(data);
      if (bytes.length > mostDigested) throw new RangeError('crypto.subtle.digest takes 4 MB at most');
      const found = digest(name, toBase64(bytes));
      if (found === '')
        throw new TypeError(`crypto.subtle.digest knows SHA-1, SHA-256, SHA-384 and SHA-512, not "${name}"`);
      const { buffer } = fromBase64(found) ?? new Bytes(0);
      return buffer instanceof Buffer ? buffer : new Buffer(0);
    },
  };

  const crypto = {
    subtle: Object.freeze(subtle),
    randomUUID(): string {
      const bytes = randomBytes(16);
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      let text = '';
      for (let index = 0; index < 16; index += 1) {
        if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
        text += (bytes[index] ?? 0).toString(16).padStart(2, '0');
      }
      return text;
    },
    getRandomValues<Values>(values: Values): Values {
      if (!isView(values) || Floats.some((Kind) => values instanceof Kind)) {
        throw new TypeError('crypto.getRandomValues fills a typed array of integers');
      }
      if (values.byteLength > mostRandom)
        throw new RangeError('crypto.getRandomValues fills 65,536 bytes at most');
      new Bytes(values.buffer, values.byteOffset, values.byteLength).set(randomBytes(values.byteLength));
      return values;
    },
  };
  return { crypto: Object.freeze(crypto) };
}
