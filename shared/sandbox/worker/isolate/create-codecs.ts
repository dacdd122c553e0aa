// Bytes as text and back: base64 and UTF-8. See harden.ts for the rules of this folder.

export interface Codecs {
  readonly toBase64: (bytes: Uint8Array) => string;
  /** Undefined when it is no base64; white space counts as nothing. */
  readonly fromBase64: (text: string) => Uint8Array | undefined;
  readonly encodeUtf8: (text: string) => Uint8Array;
  /** What is no UTF-8 becomes U+FFFD; undefined instead when `isFatal`. */
  readonly decodeUtf8: (bytes: Uint8Array, isFatal: boolean) => string | undefined;
  readonly isAscii: (text: string) => boolean;
}

export function createCodecs(): Codecs {
  const { apply } = Reflect;
  const { charCodeAt } = String.prototype;
  const { fromCharCode } = String;
  const Bytes = Uint8Array;
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const values = new Bytes(128);
  for (let index = 0; index < 128; index += 1) values[index] = 255;
  for (let index = 0; index < 64; index += 1) values[letters.charCodeAt(index)] = index;
  const lengthOf = Reflect.getOwnPropertyDescriptor(
    Reflect.getPrototypeOf(Bytes.prototype) ?? {},
    'length',
  )?.get;

  const sizeOf = (bytes: Uint8Array): number => (lengthOf === undefined ? 0 : apply(lengthOf, bytes, []));
  const codeAt = (text: string, index: number): number => apply(charCodeAt, text, [index]);
  /** Strings grow in parts: one letter at a time would cost a tree of a million ropes. */
  const codesPerPart = 4_096;

  function toBase64(bytes: Uint8Array): string {
    const size = sizeOf(bytes);
    let text = '';
    let part = '';
    for (let index = 0; index < size; index += 3) {
      const a = bytes[index] ?? 0;
      const b = bytes[index + 1] ?? 0;
      const c = bytes[index + 2] ?? 0;
      part += letters[a >> 2] ?? '';
      part += letters[((a & 3) << 4) | (b >> 4)] ?? '';
      part += index + 1 < size ? (letters[((b & 15) << 2) | (c >> 6)] ?? '') : '=';
      part += index + 2 < size ? (letters[c & 63] ?? '') : '=';
      if (part.length >= codesPerPart) {
        text += part;
        part = '';
      }
    }
    return text + part;
  }

  function fromBase64(text: string): Uint8Array | undefined {
    const found = new Bytes(text.length);
    let count = 0;
    let padding = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = codeAt(text, index);
      if (code === 32 || (code >= 9 && code <= 13 && code !== 11)) continue;
      if (code === 61) {
        padding += 1;
        continue;
      }
      const value = code < 128 ? (values[code] ?? 255) : 255;
      if (value === 255 || padding > 0) return undefined;
      found[count] = value;
      count += 1;
    }
    const rest = count % 4;
    if (rest === 1 || padding > 2 || (padding > 0 && (count + padding) % 4 !== 0)) return undefined;
    const size = (count >> 2) * 3 + (rest === 0 ? 0 : rest - 1);
    const bytes = new Bytes(size);
    let at = 0;
    for (let index = 0; index < count; index += 4) {
      const a = found[index] ?? 0;
      const b = found[index + 1] ?? 0;
      const c = found[index + 2] ?? 0;
      const d = found[index + 3] ?? 0;
      if (at < size) bytes[at] = (a << 2) | (b >> 4);
      if (at + 1 < size) bytes[at + 1] = ((b & 15) << 4) | (c >> 2);
      if (at + 2 < size) bytes[at + 2] = ((c & 3) << 6) | d;
      at += 3;
    }
    return bytes;
  }

  function encodeUtf8(text: string): Uint8Array {
    let size = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = codeAt(text, index);
      const isPair = code >= 0xd800 && code <= 0xdbff && index + 1 < text.length;
      const next = isPair ? codeAt(text, index + 1) : 0;
      if (next >= 0xdc00 && next <= 0xdfff) {
        size += 4;
        index += 1;
      } else size += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    }
    const bytes = new Bytes(size);
    let at = 0;
    for (let index = 0; index < text.length; index += 1) {
      let code = codeAt(text, index);
      if (code >= 0xd800 && code <= 0xdfff) {
        const next = code <= 0xdbff && index + 1 < text.length ? codeAt(text, index + 1) : 0;
        if (next >= 0xdc00 && next <= 0xdfff) {
          code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
          index += 1;
        } else code = 0xfffd;
      }
      if (code < 0x80) bytes[at++] = code;
      else {
        if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
        else {
          if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
          else {
            bytes[at++] = 0xf0 | (code >> 18);
            bytes[at++] = 0x80 | ((code >> 12) & 63);
          }
          bytes[at++] = 0x80 | ((code >> 6) & 63);
        }
        bytes[at++] = 0x80 | (code & 63);
      }
    }
    return bytes;
  }

  function decodeUtf8(bytes: Uint8Array, isFatal: boolean): string | undefined {
    const size = sizeOf(bytes);
    let text = '';
    let part = '';
    let index = 0;
    while (index < size) {
      const first = bytes[index] ?? 0;
      index += 1;
      let code = first;
      if (first >= 0x80) {
        // How many follow, and the range of the first of them: no overlong forms, no surrogates, nothing too large.
        let more = first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : 0;
        if (first >= 0xf0 && first <= 0xf4) more = 3;
        let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
        let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
        code = more === 1 ? first & 31 : more === 2 ? first & 15 : first & 7;
        let isGood = more > 0;
        for (let left = more; left > 0; left -= 1) {
          const next = index < size ? (bytes[index] ?? 0) : 0;
          if (next < low || next > high) {
            isGood = false;
            break;
          }
          code = (code << 6) | (next & 63);
          index += 1;
          low = 0x80;
          high = 0xbf;
        }
        if (!isGood) {
          if (isFatal) return undefined;
          code = 0xfffd;
        }
      }
      part +=
        code < 0x10000
          ? fromCharCode(code)
          : fromCharCode(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
      if (part.length >= codesPerPart) {
        text += part;
        part = '';
      }
    }
    return text + part;
  }

  function isAscii(text: string): boolean {
    for (let index = 0; index < text.length; index += 1) if (codeAt(text, index) > 127) return false;
    return true;
  }

  return { toBase64, fromBase64, encodeUtf8, decodeUtf8, isAscii };
}
