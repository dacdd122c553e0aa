// The one error type that crosses walls: process, isolate, IPC, command line.
// Invariants: a message says what failed and what to do next, and never holds a secret;
// an AppError survives `toJSON`/`fromJSON` unchanged, except for `cause`, which stays on its side of the wall.
import { z } from 'zod';
import { type ErrorCode, errorCodes } from './error-codes.ts';

/** Who can do something about it: the author or customer, the machine and network, or we. */
export type Blame = 'user' | 'environment' | 'bug';

export const appErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string().max(4000),
  blame: z.enum(['user', 'environment', 'bug']),
  details: z.record(z.string(), z.unknown()),
});

/** Plain form of an AppError, as it travels over IPC and into events. */
export type AppErrorJson = z.infer<typeof appErrorSchema>;

export interface AppErrorOptions {
  readonly blame?: Blame;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

const marker = Symbol.for('dialogram.AppError');

export class AppError extends Error {
  readonly [marker] = true;
  readonly code: ErrorCode;
  readonly blame: Blame;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.blame = options.blame ?? 'user';
    this.details = options.details ?? {};
  }

  toJSON(): AppErrorJson {
    return { code: this.code, message: this.message, blame: this.blame, details: { ...this.details } };
  }

  /** Rebuilds an error from untrusted plain data; anything unreadable becomes an `INTERNAL` error. */
  static fromJSON(json: unknown): AppError {
    const parsed = appErrorSchema.safeParse(json);
    if (!parsed.success) {
      return new AppError('INTERNAL', 'Something failed and its error could not be read. Try again.', {
        blame: 'bug',
      });
    }
    const { code, message, blame, details } = parsed.data;
    return new AppError(code, message, { blame, details });
  }

  /** True for AppErrors of any realm. */
  static is(value: unknown): value is AppError {
    return typeof value === 'object' && value !== null && marker in value;
  }

  /** Turns whatever was thrown into an AppError; what is not one already is a bug of ours. */
  static from(thrown: unknown): AppError {
    if (AppError.is(thrown)) return thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new AppError('INTERNAL', `Something went wrong inside Dialogram: ${message.slice(0, 1000)}`, {
      blame: 'bug',
      cause: thrown,
    });
  }
}
