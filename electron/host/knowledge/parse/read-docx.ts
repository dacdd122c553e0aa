// DOCX, through HTML. Its parts are measured before anything takes them apart: a small file can hold a very large one.
import { inflateRawSync } from 'node:zlib';
import mammoth from 'mammoth';
import type { ReadDocument } from '#shared/drivers/knowledge/knowledge-document.ts';
import { damagedFile, tooLargeFile } from './file-errors.ts';
import { htmlBlocks } from './html-blocks.ts';

const mostBytes = 64 * 1024 * 1024;

export async function readDocx(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  refuseBomb(buffer);
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      {
        // Pictures say nothing that can be found.
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        externalFileAccess: false,
      },
    );
    const { title, blocks } = htmlBlocks(value, false);
    return { title: title ?? name, url: null, blocks };
  } catch (error) {
    throw damagedFile('DOCX', error);
  }
}

const endOfDirectory = 0x06_05_4b_50;
const directoryEntry = 0x02_01_4b_50;

/** Inflates every part to see that it stays within bounds, whatever the file says of itself. */
function refuseBomb(zip: Buffer): void {
  let left = mostBytes;
  for (const part of partsOf(zip)) {
    try {
      left -= part.isDeflated
        ? inflateRawSync(part.bytes, { maxOutputLength: left }).length
        : part.bytes.length;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') left = -1;
      else throw damagedFile('DOCX', error);
    }
    if (left <= 0) throw tooLargeFile(`It unpacks to more than ${mostBytes / 1024 / 1024} MB.`);
  }
}

function* partsOf(zip: Buffer): Iterable<{ readonly bytes: Buffer; readonly isDeflated: boolean }> {
  try {
    const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end === -1 || zip.readUInt32LE(end) !== endOfDirectory) throw damagedFile('DOCX');
    const count = zip.readUInt16LE(end + 10);
    let at = zip.readUInt32LE(end + 16);
    for (let index = 0; index < count; index += 1) {
      if (zip.readUInt32LE(at) !== directoryEntry) throw damagedFile('DOCX');
      const isDeflated = zip.readUInt16LE(at + 10) === 8;
      const size = zip.readUInt32LE(at + 20);
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      yield { bytes: zip.subarray(start, start + size), isDeflated };
      at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
  } catch (error) {
    if (error instanceof RangeError) throw damagedFile('DOCX', error);
    throw error;
  }
}
