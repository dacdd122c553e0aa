// The key that everything secret of a runtime is made of: from the environment, or a file that only this user can read.
// Invariants: made once, never changed; each use has a key of its own, derived from it; a sealed value opens only at its place.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';

export interface MasterKey {
  /** AES-256-GCM. `place` says what it is; the value opens nowhere else. */
  seal(text: string, place: string): Buffer;
  /** Throws STORAGE_FAILED when it was sealed with another key, or for another place. */
  open(sealed: Uint8Array, place: string): string;
  /** 32 bytes for one purpose. */
  derive(purpose: string): Buffer;
}

const bytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * `given` is DIALOGRAM_MASTER_KEY: 64 hex digits or 43 letters of base64; without it, the key is in a file, which is made where it `mayBeNew`.
 * Throws INVALID_INPUT and STORAGE_FAILED.
 */
export function openMasterKey(folder: string, given: string | undefined, mayBeNew: boolean): MasterKey {
  return masterKeyOf(
    given === undefined ? keyFromFile(join(folder, 'master.key'), mayBeNew) : parseKey(given),
  );
}

function masterKeyOf(master: Buffer): MasterKey {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `dialogram/${purpose}`, bytes));
  const sealing = derive('seal');
  return {
    derive,
    seal(text, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed, place) {
      const nonce = sealed.subarray(0, nonceBytes);
      const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealing, nonce)
          .setAAD(Buffer.from(place))
          .setAuthTag(tag);
        const opened = decipher.update(sealed.subarray(nonceBytes + tagBytes));
        return Buffer.concat([opened, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new AppError(
          'STORAGE_FAILED',
          'A secret cannot be read with this master key. Start the runtime with the key that it had, or enter the secrets again.',
          { blame: 'environment', details: { place }, cause },
        );
      }
    },
  };
}

function keyFromFile(path: string, mayBeNew: boolean): Buffer {
  try {
    if (mayBeNew && !existsSync(path)) return newKey(path);
    return parseKey(readFileSync(path, 'utf8'), path);
  } catch (cause) {
    if (AppError.is(cause)) throw cause;
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new AppError(
      'STORAGE_FAILED',
      isMissing
        ? `The master key is missing, and the secrets of this data folder cannot be read without it. Put the file back at ${path}, or set DIALOGRAM_MASTER_KEY. When it is lost: npm run runtime -- forget-secrets, then enter them again.`
        : `The master key in ${path} cannot be read or made. Check who owns the file and its folder, and their permissions.`,
      { blame: 'environment', cause },
    );
  }
}

/** Whole under its name, or not there. */
function newKey(path: string): Buffer {
  const key = randomBytes(bytes);
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  const file = openSync(unfinished, 'wx', 0o600);
  try {
    writeSync(file, `${key.toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  return key;
}

function parseKey(text: string, from = 'DIALOGRAM_MASTER_KEY'): Buffer {
  const written = text.trim();
  const key = Buffer.from(written, /^[0-9a-f]{64}$/iu.test(written) ? 'hex' : 'base64');
  if (key.length === bytes) return key;
  throw new AppError(
    'INVALID_INPUT',
    `The master key in ${from} is not 32 bytes in hex or base64. Make one with: openssl rand -hex 32`,
    { blame: 'environment' },
  );
}
