// The words for files that cannot be read. Their name is put before it by whoever shows them.
import { AppError } from '#shared/errors/app-error.ts';

export const damagedFile = (format: string, cause?: unknown): AppError =>
  new AppError(
    'KNOWLEDGE_FILE_DAMAGED',
    `It is damaged, or not a ${format} file. Open it in the program that made it, save it again, and import that.`,
    { blame: 'environment', cause },
  );

export const encryptedFile = (advice: string, cause?: unknown): AppError =>
  new AppError('KNOWLEDGE_FILE_ENCRYPTED', `It is protected by a password. ${advice}`, { cause });

export const emptyFile = (why: string): AppError => new AppError('KNOWLEDGE_FILE_EMPTY', why);

export const tooLargeFile = (what: string): AppError =>
  new AppError('KNOWLEDGE_FILE_TOO_LARGE', `${what} Split it into parts and import those.`);
