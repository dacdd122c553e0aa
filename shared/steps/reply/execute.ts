import { defineExecutor } from '#shared/engine/executor.ts';
import { definition, preparedText } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ content, assistantId }, scope) {
    const template = content.trim() === '' ? preparedText : content;
    const text = await scope.render(template, 'content', 'markdown');
    if (text.trim() === '') scope.log('warn', 'The text of this reply was empty, so nothing was said.');
    else scope.reply(text, assistantId ?? undefined);
    return { take: 'next' };
  },
  saysContent: ({ content, assistantId }) =>
    content.trim() === '' || content.trim() === preparedText ? { assistantId } : undefined,
});
