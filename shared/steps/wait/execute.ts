import { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import { shorten } from '#shared/model/words.ts';
import { defineExecutor, type StepScope } from '#shared/engine/executor.ts';
import { parseDate } from '#shared/util/zoned-date.ts';
import { definition } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ mode, seconds, until }, scope) {
    const now = await scope.now();
    const dueAt = mode === 'for' ? now + seconds * 1000 : await readDate(until, scope);
    if (dueAt <= now) return { take: 'next' };
    if (dueAt - now > limits.waitSeconds * 1000) {
      throw new AppError(
        'WAIT_INVALID',
        'The date to wait for is more than a year away. Choose an earlier one.',
        { details: { stepId: scope.stepId } },
      );
    }
    return { wait: { dueAt, accepts: ['message', 'timeout'] } };
  },
  resume: (_settings, _scope, trigger) => ({ take: trigger.kind === 'message' ? 'message' : 'next' }),
});

async function readDate(until: string, scope: StepScope): Promise<number> {
  const text = await scope.render(until, 'until', 'text');
  const date = parseDate(text, scope.workspace.timeZone);
  if (date !== undefined) return date;
  throw new AppError(
    'WAIT_INVALID',
    text.trim() === ''
      ? 'There is no date to wait for: the setting “Until” is empty here. Write a date, or see that the variable in it is filled.'
      : `“${shorten(text, 40)}” is not a date to wait for. Write it as 2026-12-24 or 2026-12-24T18:00.`,
    { details: { stepId: scope.stepId } },
  );
}
