// The words an author reads when a script fails: what happened, on which line, what to do.
import { AppError } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { CodeLimits } from '../protocol/code-limits.ts';
import type { ConsoleEntry, ScriptFailure } from '../protocol/messages.ts';

/** Every way a run can end badly. The parent adds its own to what the runner recognizes. */
export type CodeFailure =
  | ScriptFailure
  | { readonly code: 'CODE_TIMEOUT' | 'CANCELLED' }
  | { readonly code: 'CODE_RUNNER_FAILED'; readonly reason: string };

export function codeFailure(
  failure: CodeFailure,
  limits: CodeLimits,
  console: readonly ConsoleEntry[] = [],
): AppError {
  const line = 'line' in failure && failure.line !== undefined ? failure.line : undefined;
  return new AppError(failure.code, sentence(failure, line === undefined ? '' : ` on line ${line}`, limits), {
    blame: failure.code === 'CODE_RUNNER_FAILED' ? 'environment' : 'user',
    details: { ...(line === undefined ? {} : { line }), console },
  });
}

function sentence(failure: CodeFailure, where: string, limits: CodeLimits): string {
  switch (failure.code) {
    case 'CODE_SYNTAX':
      return `The code cannot be run: there is a mistake${where}: ${failure.reason}. Correct it and try again.`;
    case 'CODE_THROWN':
      return `The code stopped with an error${where}: ${plain(failure.reason)}. Correct the code, or connect the step's error port.`;
    case 'CODE_TIMEOUT':
      return `The code did not finish within ${seconds(limits.wallMs)} and was stopped. Look for something it waits for that never comes, or for a loop that never ends.`;
    case 'CODE_CPU':
      return `The code computed for more than ${seconds(limits.cpuMs)} and was stopped. Look for a loop that never ends, or give it less to do.`;
    case 'CODE_MEMORY':
      return `The code used more than ${limits.memoryMb} MB of memory${where} and was stopped. Look for a list that never stops growing, or keep less data at once.`;
    case 'CODE_RESULT_INVALID':
      return `The code's result cannot be used: ${failure.reason}. Return an object of text, numbers, true, false, null, lists and such objects.`;
    case 'CODE_RESULT_TOO_LARGE':
      return `The code's result is larger than ${size(limits.resultBytes)}. Return only the values that later steps need.`;
    case 'CODE_FETCH_REFUSED':
      return `The code was not allowed to use the network${where}: ${failure.reason}`;
    case 'CODE_RUNNER_FAILED':
      return `The code could not be run: ${failure.reason}. Try again; if it happens again, restart Dialogram.`;
    case 'CANCELLED':
      return 'The code was stopped because its run was cancelled. Run it again when you need it.';
    default:
      return assertNever(failure);
  }
}

function plain(reason: string): string {
  if (reason === 'Not supported') return 'import() is not available in code steps';
  return reason === '' ? 'no message was given' : reason.replace(/\.$/, '');
}

function seconds(ms: number): string {
  return ms === 1_000 ? '1 second' : `${ms / 1_000} seconds`;
}

function size(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.round((bytes / 1_048_576) * 10) / 10} MB` : `${bytes} bytes`;
}
