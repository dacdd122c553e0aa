import { defineExecutor } from '#shared/engine/executor.ts';
import { limits } from '#shared/model/limits.ts';
import { definition, defaultNote } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ note }, scope) {
    const rendered = (await scope.render(note, 'note', 'text')).trim();
    const text = rendered === '' ? defaultNote : rendered;
    return { take: 'next', change: { escalate: { note: text.slice(0, limits.noteText) } } };
  },
});
