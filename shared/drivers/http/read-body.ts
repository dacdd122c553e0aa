// Reads an answer to its end, decompressed. Invariant: never holds more than the limit, whatever it is compressed from.
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createInflate, createUnzip } from 'node:zlib';
import { refusedRequest, tooLarge } from './http-error.ts';

interface ReadBodyOptions {
  /** The `content-encoding` header, or empty. */
  readonly encoding: string;
  readonly most: number;
  readonly host: string;
  readonly stop: AbortSignal;
}

/** Rejects with HTTP_TOO_LARGE, HTTP_REFUSED, or what the stream fails with. */
export async function readBody(
  body: Readable,
  { encoding, most, host, stop }: ReadBodyOptions,
): Promise<Buffer> {
  const decoder = decoderFor(encoding.trim().toLowerCase(), host);
  const parts: Buffer[] = [];
  let size = 0;
  const collect = async (stream: AsyncIterable<Buffer>): Promise<void> => {
    for await (const part of stream) {
      size += part.length;
      if (size > most) throw tooLarge(`the answer of ${host}`, most);
      parts.push(part);
    }
  };
  if (decoder === undefined) await pipeline(body, collect, { signal: stop });
  else await pipeline(body, decoder, collect, { signal: stop });
  return Buffer.concat(parts, size);
}

function decoderFor(encoding: string, host: string): Transform | undefined {
  switch (encoding) {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createUnzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      // What cannot be read cannot be searched for a secret.
      throw refusedRequest(`${host} answers in a compression that was not asked for.`);
  }
}
