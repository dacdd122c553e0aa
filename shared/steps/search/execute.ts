import { defineExecutor } from '#shared/engine/executor.ts';
import { limits } from '#shared/model/limits.ts';
import { definition, defaultQuery } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ query: template, sources, only, except, tokenBudget }, scope) {
    const source = template.trim() === '' ? defaultQuery : template;
    const rendered = await scope.render(source, 'query', 'text');
    const query = rendered.trim().slice(0, limits.knowledge.queryLength);
    const { results, notice } = await scope.effect('knowledge.search', {
      query,
      tokenBudget,
      include: sources === 'only' ? only : null,
      exclude: sources === 'except' ? except : [],
    });
    const isNothing = results.length === 0 && scope.isConnected('nothing');
    return { take: isNothing ? 'nothing' : 'found', found: { query, results, notice } };
  },
});
