// Requests for the tests of this folder.
import { AppError } from '#shared/errors/app-error.ts';
import { type CodeLimits, defaultCodeLimits } from '../protocol/code-limits.ts';
import type { CodeRunRequest } from '../protocol/code-run.ts';

export type RequestChanges = Partial<Omit<CodeRunRequest, 'limits'>> & {
  readonly limits?: Partial<CodeLimits>;
};

/** A request whose script has this text as the body of its function, on line 2. */
export function requestOf(body: string, changes: RequestChanges = {}): CodeRunRequest {
  return {
    code: `export default async function ({ context, args }) {\n${body}\n}`,
    context: { user: { name: 'Ada' } },
    args: { count: 2 },
    seed: 'seed',
    entropy: 'entropy',
    now: 1_700_000_000_000,
    ...changes,
    limits: { ...defaultCodeLimits, ...changes.limits },
  };
}

/** The AppError that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<AppError> {
  try {
    await promise;
  } catch (thrown) {
    if (AppError.is(thrown)) return thrown;
    throw thrown;
  }
  throw new Error('It did not fail');
}
