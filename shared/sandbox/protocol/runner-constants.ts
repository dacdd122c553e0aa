// Numbers and names that both sides of the wall share. No imports: the runner loads this file.

export const consoleLevels = ['log', 'info', 'warn', 'error', 'debug'] as const;

export const maxConsoleEntries = 200;
export const maxConsoleTextLength = 2_000;
export const maxConsoleTotalLength = 32_000;

/** Calls of `fetch` that leave an isolate; the parent's limit is lower or the same. */
export const maxRequests = 100;
/** Letters of one request as JSON: a body of 1 MB with every letter escaped, and the rest. */
export const longestRequest = 8_388_608;

/** The name that the author's code has in stack traces. */
export const scriptFileName = 'code.js';

/**
 * How far a runner's resident memory may rise above its idle level, in bytes. Measured: honest code at a 64 MB
 * limit takes up to 120 MB of resident memory before V8 gives up, the rest is collector and code.
 */
export function allowedRssGrowth(memoryMb: number): number {
  return (memoryMb * 2 + 64) * 1024 * 1024;
}
