// The words for requests that were refused or failed. They name hosts, never headers, queries or secrets.
import { AppError } from '#shared/errors/app-error.ts';

/** The guard said no: what was asked for is not allowed, whoever asks again. */
export function refusedRequest(why: string): AppError {
  return new AppError('HTTP_REFUSED', `fetch may not do this: ${why}`);
}

export function tooLarge(what: string, bytes: number): AppError {
  const size = bytes >= 1_048_576 ? `${Math.round(bytes / 104_857.6) / 10} MB` : `${bytes} bytes`;
  return new AppError(
    'HTTP_TOO_LARGE',
    `fetch was stopped: ${what} is larger than ${size}. Ask for less at once.`,
  );
}

export function requestTimedOut(host: string, ms: number): AppError {
  return new AppError(
    'HTTP_TIMEOUT',
    `fetch was stopped: ${host} did not answer within ${ms / 1000} seconds. Try again later, or ask for less at once.`,
    { blame: 'environment' },
  );
}

/** What went wrong on the way. Its cause is not kept: it may quote what was sent. */
export function failedRequest(thrown: unknown, host: string): AppError {
  if (AppError.is(thrown)) return thrown;
  const code = codeOf(thrown);
  return new AppError('HTTP_FAILED', `fetch failed: ${wordsFor(code, host)}`, {
    blame: 'environment',
    details: code === '' ? {} : { code },
  });
}

function codeOf(thrown: unknown): string {
  const direct = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  const found = thrown instanceof AggregateError && direct === undefined ? codeOf(thrown.errors[0]) : direct;
  return typeof found === 'string' && /^[A-Z0-9_]{1,60}$/u.test(found) ? found : '';
}

function wordsFor(code: string, host: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `there is no server named ${host}. Check the address and your connection.`;
  if (code === 'ECONNREFUSED')
    return `nothing answers at ${host}. Check that the server runs and that the port is right.`;
  if (/^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/u.test(code))
    return `${host} answers without TLS, and the address begins with https://. Check that the port is right.`;
  if (code.includes('CERT') || code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL')) {
    return `${host} could not prove that it is ${host}: its certificate is not valid.`;
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_ZLIB') || code.startsWith('ERR__'))
    return `the answer of ${host} is damaged.`;
  return `the connection to ${host} broke. Try again.`;
}
