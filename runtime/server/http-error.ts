// How refusals look over HTTP: the status that each error code has, and a body that says what to do.
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';
import { storageFailure } from '../storage/storage-failure.ts';

const statuses: Partial<Readonly<Record<ErrorCode, ContentfulStatusCode>>> = {
  INVALID_INPUT: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONVERSATION_NOT_FOUND: 404,
  NOT_PUBLISHED: 404,
  CONVERSATION_CLOSED: 409,
  PICK_NOT_OFFERED: 409,
  PICK_STALE: 409,
  PUBLISH_INCOMPLETE: 409,
  PUBLISH_CONFLICT: 412,
  TOO_LARGE: 413,
  STATE_TOO_LARGE: 413,
  BUNDLE_INVALID: 422,
  ENGINE_TOO_OLD: 422,
  PUBLISH_PROBLEMS: 422,
  IDEMPOTENCY_MISMATCH: 422,
  TOO_BUSY: 429,
  STORAGE_FAILED: 503,
};
const fallbacks = { user: 400, environment: 503, bug: 500 } as const;
const storageRetrySeconds = 5;
const unsupportedType = 415;

export function errorResponse(context: Context, thrown: unknown): Response {
  const error = asAppError(thrown);
  const status = statusOf(error, thrown);
  const retryAfter =
    error.details['retryAfter'] ?? (error.code === 'STORAGE_FAILED' ? storageRetrySeconds : undefined);
  if (typeof retryAfter === 'number') context.header('retry-after', String(retryAfter));
  // What went wrong inside is for the log.
  const shown =
    error.blame === 'bug'
      ? new AppError(
          'INTERNAL',
          'Something went wrong in the runtime. Try again; if it happens again, look at its log.',
          {
            blame: 'bug',
          },
        )
      : error;
  return context.json({ error: shown.toJSON() }, status);
}

export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof HTTPException) {
    const isOtherType = thrown.status === unsupportedType;
    const what = isOtherType
      ? 'Send JSON, with “Content-Type: application/json”.'
      : `The request cannot be read: ${thrown.message}. Send a whole JSON document, in UTF-8.`;
    return new AppError('INVALID_INPUT', what);
  }
  return isOfStorage(thrown) ? storageFailure(thrown) : AppError.from(thrown);
}

/** What SQLite says where nobody else has put it in words. */
function isOfStorage(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('SQLITE_');
}

function statusOf(error: AppError, thrown: unknown): ContentfulStatusCode {
  if (thrown instanceof HTTPException) return thrown.status === unsupportedType ? unsupportedType : 400;
  return statuses[error.code] ?? fallbacks[error.blame];
}
