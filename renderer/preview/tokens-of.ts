import type { TraceRow } from '#shared/ipc/views.ts';

/** What models read and wrote in one run of a step. */
export function tokensOf({ answers }: Pick<TraceRow, 'answers'>): number {
  return answers.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
}
