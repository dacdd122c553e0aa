// Where a runtime is, as a person writes it.
// Invariant: a key travels over TLS, or stays on this computer.
import { AppError } from '#shared/errors/app-error.ts';

const pattern = /^(https?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?((?:\/[a-z0-9._~-]+)*)\/*$/iu;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/iu;

/** The address without a slash at its end. Throws INVALID_INPUT, which says what is wrong with it. */
export function runtimeAddress(text: string): string {
  const [, scheme = '', host = '', port = '', path = ''] = pattern.exec(text.trim()) ?? [];
  if (scheme === '') {
    throw new AppError(
      'INVALID_INPUT',
      'This is not the address of a runtime. Give it whole, such as https://runtime.example.com or http://127.0.0.1:8080.',
    );
  }
  if (scheme.toLowerCase() === 'http' && !loopback.test(host)) {
    throw new AppError(
      'INVALID_INPUT',
      `The key could be read on the way to ${host}. Use https://; http:// is for a runtime on this computer alone.`,
    );
  }
  return `${scheme}://${host}${port}`.toLowerCase() + path;
}
